import { ActionIcon, Menu } from '@mantine/core';
import { EllipsisVertical, History, ListChecks, Pause, Play, RotateCcw, Scale, Unplug } from 'lucide-react';
import { Link } from 'react-router';
import { type Connection, useProviders } from '@/api/connections';
import type { useConnectionActs } from './useConnectionActs';

interface ConnectionMenuProps {
  connection: Connection;
  acts: ReturnType<typeof useConnectionActs>;
  onDisconnect: () => void;
}

const ICON = { size: 15, 'aria-hidden': true } as const;

/** Everything further that can be done with a login. */
export function ConnectionMenu({ connection, acts, onDisconnect }: ConnectionMenuProps) {
  const { id, institution_name: name, paused } = connection;
  const { data } = useProviders();
  const billed = data?.items.find(({ key }) => key === connection.provider)?.paid_calls.balances;
  return (
    <Menu position="bottom-end" withinPortal returnFocus>
      <Menu.Target>
        <ActionIcon size="lg" aria-label={`Actions for the connection to ${name}`}>
          <EllipsisVertical size={16} aria-hidden="true" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component={Link} to={`/connect/${id}/accounts`} leftSection={<ListChecks {...ICON} />}>
          Choose accounts
        </Menu.Item>
        <Menu.Item component={Link} to={`/sync-history?connection_id=${id}`} leftSection={<History {...ICON} />}>
          Sync history
        </Menu.Item>
        <Menu.Item
          leftSection={paused ? <Play {...ICON} /> : <Pause {...ICON} />}
          onClick={() => acts.setPaused(!paused)}
        >
          {paused ? 'Resume' : 'Pause'}
        </Menu.Item>
        <Menu.Item leftSection={<RotateCcw {...ICON} />} onClick={acts.readAnew}>
          Read everything again…
        </Menu.Item>
        {billed && (
          <Menu.Item leftSection={<Scale {...ICON} />} onClick={() => acts.askBalances(billed)}>
            Fresh balances…
          </Menu.Item>
        )}
        <Menu.Divider />
        <Menu.Item c="var(--mantine-color-error)" leftSection={<Unplug {...ICON} />} onClick={onDisconnect}>
          Disconnect…
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
