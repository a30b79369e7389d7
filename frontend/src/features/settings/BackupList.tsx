import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { Copy } from 'lucide-react';
import { useState } from 'react';
import { useMakeBackup, useStorage } from '@/api/settings';
import { formatBytes, formatMoment, plural } from '@/lib/formatting';
import classes from './Settings.module.css';

const FEW = 4;
const FILES: Record<string, string> = { budget: 'Accounts and transactions', investments: 'Portfolio' };

const reason = (before: string | null): string =>
  before === null ? 'on request' : before === 'restore' ? 'before going back to a backup' : 'before an upgrade';

/** The copies in the backups folder, and a button for another. */
export function BackupList() {
  const { data } = useStorage();
  const making = useMakeBackup();
  const [isWhole, setWhole] = useState(false);
  const backups = data?.backups ?? [];
  const shown = isWhole ? backups : backups.slice(0, FEW);
  const make = () =>
    making.mutate({}, { onSuccess: () => notifications.show({ message: 'Copied, and the copies checked.' }) });
  return (
    <div>
      <Group justify="space-between" mb="xs">
        <div>
          <Text size="sm" fw={550} id="backups">
            Backups
          </Text>
          <Text size="xs" c="dimmed">
            {data && backups.length > 0
              ? `${plural(backups.length, 'copy', 'copies')}, ${formatBytes(data.backups_bytes)}. Each upgrade makes one by itself.`
              : 'None yet. Each upgrade makes one by itself, before it touches a file.'}
          </Text>
        </div>
        <Button
          size="xs"
          variant="default"
          leftSection={<Copy size={14} aria-hidden="true" />}
          loading={making.isPending}
          onClick={make}
        >
          Back up now
        </Button>
      </Group>
      {shown.length > 0 && (
        <ul className={classes.backups} aria-labelledby="backups">
          {shown.map(({ name, file, made_at, before, size_bytes }) => (
            <li key={name} title={name}>
              <span>{formatMoment(made_at)}</span>
              <span className={classes.quiet}>
                {FILES[file] ?? file}, {reason(before)}
              </span>
              <span className={classes.size}>{formatBytes(size_bytes)}</span>
            </li>
          ))}
        </ul>
      )}
      {backups.length > FEW && (
        <Button size="compact-xs" variant="subtle" onClick={() => setWhole(!isWhole)}>
          {isWhole ? 'Show fewer' : `Show all ${backups.length}`}
        </Button>
      )}
    </div>
  );
}
