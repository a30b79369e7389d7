import { Alert, Button, Card, Group, Stack, Text } from '@mantine/core';
import { CircleCheck } from 'lucide-react';
import { Link } from 'react-router';
import type { Connection } from '@/api/connections';
import { type SyncRun, useLiveRun } from '@/api/liveRun';
import { useStats } from '@/api/status';
import { SyncProgress } from '@/components/connections/SyncProgress';
import { plural } from '@/lib/formatting';
import { runSentence } from '@/lib/sync';
import classes from './Match.module.css';

interface FirstSyncProps {
  connection: Connection;
  runId: number;
}

/** The first rows come in: how far it is, then what came and where to go. */
export function FirstSync({ connection, runId }: FirstSyncProps) {
  const { progress, ended } = useLiveRun(runId);
  if (ended) return <Ended run={ended} connection={connection} />;
  return (
    <Card padding="lg">
      <Stack gap="sm">
        <Text fw={600}>Bringing {connection.institution_name} up to date</Text>
        <SyncProgress progress={progress} institution={connection.institution_name} />
        <Text size="xs" c="dimmed">
          You may leave this page; it goes on by itself.
        </Text>
      </Stack>
    </Card>
  );
}

function Ended({ run, connection }: { run: SyncRun; connection: Connection }) {
  const { data: stats } = useStats();
  const waiting = stats?.pending_review ?? 0;
  const filled = run.accounts.filter(({ added }) => added > 0);
  const isFine = run.status === 'success' || run.status === 'partial';
  return (
    <Stack gap="md">
      <Alert
        color={isFine ? 'green' : 'red'}
        variant="light"
        icon={isFine ? <CircleCheck size={18} /> : undefined}
        title={isFine ? `${connection.institution_name} is connected` : 'The first sync did not work'}
        role={isFine ? 'status' : 'alert'}
      >
        {runSentence(run)}
        {connection.status === 'preparing' && ' Older rows follow by themselves in the next hours.'}
      </Alert>
      {isFine && filled.length > 1 && (
        <Card component="ul" className={classes.list} padding={0} aria-label="New rows by account">
          {filled.map(({ account_id, account_name, added }) => (
            <li key={account_id} className={classes.filled}>
              <span>{account_name}</span>
              <span>{plural(added, 'new row')}</span>
            </li>
          ))}
        </Card>
      )}
      <Group gap="xs">
        {waiting > 0 && (
          <Button component={Link} to="/review">
            Review {plural(waiting, 'transaction')}
          </Button>
        )}
        <Button component={Link} to="/accounts" variant={waiting > 0 ? 'default' : 'filled'}>
          Accounts
        </Button>
        <Button component={Link} to="/connect" variant="subtle">
          Connect another bank
        </Button>
      </Group>
    </Stack>
  );
}
