import { Anchor, Button, Code, Group, Text } from '@mantine/core';
import { History, Inbox, WalletCards } from 'lucide-react';
import { Link } from 'react-router';
import type { SyncRun } from '@/api/sync';
import { formatCount, formatMoment } from '@/lib/formatting';
import classes from './Sync.module.css';

/** What an attempt brought for each account, and what its provider's support would ask for. */
export function RunDetails({ run }: { run: SyncRun }) {
  return (
    <div className={classes.details}>
      {run.added + run.modified + run.removed > 0 && <AccountCounts run={run} />}
      {run.matched > 0 && (
        <Text size="sm" c="dimmed">
          {run.matched === 1
            ? '1 row was here already from a file, and is one with the bank’s now.'
            : `${formatCount(run.matched)} rows were here already from files, and are one with the bank’s now.`}
        </Text>
      )}
      <dl className={classes.facts}>
        <dt>Started</dt>
        <dd>{formatMoment(run.started_at)}</dd>
        {run.error_code && (
          <>
            <dt>Code</dt>
            <dd>
              <Code>{run.error_code}</Code>
            </dd>
          </>
        )}
        {run.request_id && (
          <>
            <dt>For support</dt>
            <dd>
              <Code>{run.request_id}</Code>
            </dd>
          </>
        )}
      </dl>
      {run.status === 'error' && (
        <Button
          component={Link}
          to="/accounts"
          variant="default"
          size="xs"
          className={classes.way}
          leftSection={<WalletCards size={14} aria-hidden="true" />}
        >
          See the connection
        </Button>
      )}
      {run.operation_id !== null && (
        <Group gap="xs">
          <Button
            component={Link}
            to={`/history?operation=${run.operation_id}`}
            variant="default"
            size="xs"
            leftSection={<History size={14} aria-hidden="true" />}
          >
            What it changed, and undo
          </Button>
          <Button
            component={Link}
            to="/review"
            variant="subtle"
            size="xs"
            leftSection={<Inbox size={14} aria-hidden="true" />}
          >
            Open review
          </Button>
        </Group>
      )}
    </div>
  );
}

function AccountCounts({ run }: { run: SyncRun }) {
  return (
    <table className={classes.counts}>
      <thead>
        <tr>
          <th scope="col">Account</th>
          <th scope="col">New</th>
          <th scope="col">Changed</th>
          <th scope="col">Removed</th>
        </tr>
      </thead>
      <tbody>
        {run.accounts.map(({ account_id: id, account_name: name, added, modified, removed }) => (
          <tr key={id}>
            <th scope="row">
              <Anchor component={Link} to={`/transactions?account_id=${id}`} inherit>
                {name}
              </Anchor>
            </th>
            <td>{formatCount(added)}</td>
            <td>{formatCount(modified)}</td>
            <td>{formatCount(removed)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
