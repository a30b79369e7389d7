import { Button } from '@mantine/core';
import { ChartColumnBig, FileUp, PartyPopper } from 'lucide-react';
import { Link } from 'react-router';
import { EmptyState } from '@/components/EmptyState';

/** Nothing waits any more. */
export function AllDone() {
  return (
    <EmptyState
      title="All done"
      icon={PartyPopper}
      actions={
        <>
          <Button component={Link} to="/spending" leftSection={<ChartColumnBig size={15} aria-hidden="true" />}>
            See the spending
          </Button>
          <Button component={Link} to="/import" variant="default" leftSection={<FileUp size={15} aria-hidden="true" />}>
            Import a file
          </Button>
        </>
      }
    >
      Nothing waits for you. New transactions that no rule is sure about come here.
    </EmptyState>
  );
}
