import { Button, Group } from '@mantine/core';
import { Save } from 'lucide-react';
import { Link } from 'react-router';
import { useStats } from '@/api/status';
import { formatCount, plural } from '@/lib/formatting';
import type { Staging } from '../useStaging';
import classes from './Queue.module.css';

interface StagedTrayProps {
  staging: Staging;
}

/** What is staged, floating over the list's end: to save, to look at, to put back. */
export function StagedTray({ staging }: StagedTrayProps) {
  const count = useStats().data?.pending_save ?? 0;
  if (count === 0) return null;
  return (
    <section className={classes.tray} aria-label="Staged">
      <span>
        <strong>{plural(count, 'transaction')} staged</strong>, not saved yet.
      </span>
      <Group gap="xs">
        <Button size="xs" variant="subtle" component={Link} to="/review?tab=staged">
          Look at them
        </Button>
        <Button size="xs" variant="default" onClick={staging.revertAll}>
          Revert all
        </Button>
        <Button
          size="xs"
          leftSection={<Save size={14} aria-hidden="true" />}
          loading={staging.isSaving}
          onClick={staging.saveAll}
        >
          Save all ({formatCount(count)})
        </Button>
      </Group>
    </section>
  );
}
