import { Select, Switch } from '@mantine/core';
import { useConnections } from '@/api/connections';
import classes from './Sync.module.css';
import type { useSyncView } from './useSyncView';

/** Which attempts are listed: of one login, or only those that failed. */
export function RunFilters({ view }: { view: ReturnType<typeof useSyncView> }) {
  const connections = useConnections().data?.items ?? [];
  return (
    <div className={classes.filters}>
      {connections.length > 1 && (
        <Select
          aria-label="Bank"
          placeholder="All banks"
          clearable
          clearButtonProps={{ 'aria-label': 'All banks' }}
          data={connections.map(({ id, institution_name: name, provider_title: provider }) => ({
            value: String(id),
            label: `${name} (${provider})`,
          }))}
          value={view.connection ? String(view.connection) : null}
          onChange={view.showConnection}
        />
      )}
      <Switch
        label="Only failed"
        checked={view.onlyFailed}
        onChange={({ currentTarget }) => view.showOnlyFailed(currentTarget.checked)}
      />
    </div>
  );
}
