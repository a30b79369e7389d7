import { Button } from '@mantine/core';
import { Plug } from 'lucide-react';
import { Link, useParams, useSearchParams } from 'react-router';
import { useAccounts } from '@/api/accounts';
import { type Connection, useConnections, useSync } from '@/api/connections';
import { useStatus } from '@/api/status';
import { Answer } from '@/components/Answer';
import { EmptyState } from '@/components/EmptyState';
import { LoadingState } from '@/components/LoadingState';
import { Page } from '@/components/Page';
import { PageHeader } from '@/components/PageHeader';
import { FirstSync } from './FirstSync';
import { MatchForm } from './MatchForm';

/** Which account at the bank is which here; then its first rows. */
export function MatchPage() {
  const id = Number(useParams().connectionId);
  const [params, setParams] = useSearchParams();
  const runId = Number(params.get('run')) || null;
  const connections = useConnections();
  const accounts = useAccounts();
  const { data: status } = useStatus();
  const connection = connections.data?.items.find((each) => each.id === id);
  return (
    <Page width="narrow">
      <PageHeader
        title={connection ? `Accounts at ${connection.institution_name}` : 'Accounts at the bank'}
        description={runId ? 'The first sync.' : 'Say which is which. A suggestion is only that: you decide.'}
      />
      {status?.is_demo && <NoSuchConnection />}
      {status?.is_demo === false && (
        <Answer
          query={connections}
          loading={<LoadingState shape="cards" count={3} height={140} label="Fetching the accounts" />}
          isEmpty={() => connection === undefined}
          empty={<NoSuchConnection />}
        >
          {({ items }) =>
            connection && runId ? (
              <FirstSync connection={connection} runId={runId} />
            ) : connection?.accounts.length === 0 ? (
              <NoAccounts connection={connection} />
            ) : (
              connection &&
              accounts.data && (
                <MatchForm
                  key={connection.id}
                  connection={connection}
                  connections={items}
                  accounts={accounts.data}
                  onStarted={(run) => setParams({ run: String(run) })}
                />
              )
            )
          }
        </Answer>
      )}
    </Page>
  );
}

/** The login is there, but the bank has not said yet what is behind it; a sync asks again. */
function NoAccounts({ connection }: { connection: Connection }) {
  const sync = useSync();
  const again = () => sync.mutate({ params: { path: { connection_id: connection.id } } });
  return (
    <EmptyState
      title="No account known yet"
      icon={Plug}
      actions={
        <Button loading={sync.isPending || connection.is_syncing} onClick={again}>
          Ask again
        </Button>
      }
    >
      {connection.last_error ?? `${connection.institution_name} has not told its accounts yet.`} The login itself is
      kept.
    </EmptyState>
  );
}

function NoSuchConnection() {
  return (
    <EmptyState
      title="This connection is not here"
      icon={Plug}
      actions={
        <Button component={Link} to="/connect">
          Connect a bank
        </Button>
      }
    >
      It may have been disconnected.
    </EmptyState>
  );
}
