import { Button, Title } from '@mantine/core';
import { RefreshCw } from 'lucide-react';
import { Link } from 'react-router';
import { useConnections, useSyncAll } from '@/api/connections';
import { ErrorState } from '@/components/ErrorState';
import { ConnectionCard } from './ConnectionCard';
import classes from './Connections.module.css';

/** The logins at banks, each with how it stands; nothing where there are none. */
export function ConnectionsSection() {
  const { data, error, refetch } = useConnections();
  const syncAll = useSyncAll();
  if (error && !data) return <ErrorState error={error} onRetry={refetch} />;
  const live = data?.items.filter(({ status }) => status !== 'disconnected') ?? [];
  if (live.length === 0) return null;
  return (
    <section className={classes.section} aria-labelledby="connections">
      <div className={classes.sectionHead}>
        <Title order={2} id="connections">
          Bank connections
        </Title>
        <div className={classes.sectionActions}>
          <Button component={Link} to="/sync-history" variant="subtle">
            Sync history
          </Button>
          {live.length > 1 && (
            <Button
              variant="default"
              leftSection={<RefreshCw size={15} aria-hidden="true" />}
              loading={syncAll.isPending}
              disabled={live.every(({ is_syncing }) => is_syncing)}
              onClick={() => syncAll.mutate({})}
            >
              Sync all
            </Button>
          )}
        </div>
      </div>
      <div className={classes.cards}>
        {live.map((connection) => (
          <ConnectionCard key={connection.id} connection={connection} />
        ))}
      </div>
    </section>
  );
}
