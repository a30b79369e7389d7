import { Button } from '@mantine/core';
import { Landmark, RefreshCw, SearchX } from 'lucide-react';
import { Link } from 'react-router';
import { useConnections, useSyncAll } from '@/api/connections';
import { useStatus } from '@/api/status';
import { useRuns } from '@/api/sync';
import { Answer } from '@/components/Answer';
import { EmptyState } from '@/components/EmptyState';
import { Page } from '@/components/Page';
import { PageHeader } from '@/components/PageHeader';
import { SectionTabs } from '@/components/SectionTabs';
import { JobList } from './JobList';
import { RunDays } from './RunDays';
import { RunFilters } from './RunFilters';
import { useSyncView } from './useSyncView';

/** Every attempt to bring the accounts up to date, and what does so by the clock. */
export function SyncPage() {
  const status = useStatus();
  return (
    <Page width="narrow">
      <PageHeader
        title="Bank sync"
        description="Every attempt to bring your accounts up to date, and what came of it."
        actions={status.data?.is_demo === false && <SyncAllButton />}
      />
      <SectionTabs section="Settings" current="/sync-history" />
      <Answer query={status}>{({ is_demo: isDemo }) => (isDemo ? <NoBanks /> : <Attempts />)}</Answer>
    </Page>
  );
}

function Attempts() {
  const view = useSyncView();
  const list = useRuns(view.filter);
  const runs = list.data?.pages.flatMap(({ items }) => items);
  const nothing = view.isFiltered ? <NoneSo onShowAll={view.showAll} /> : <NothingYet />;
  return (
    <>
      <JobList />
      <RunFilters view={view} />
      <Answer query={{ ...list, data: runs }} empty={nothing} isEmpty={(items) => items.length === 0}>
        {(items) => <RunDays runs={items} />}
      </Answer>
      {list.hasNextPage && (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
          Show earlier attempts
        </Button>
      )}
    </>
  );
}

function SyncAllButton() {
  const { data } = useConnections();
  const syncAll = useSyncAll();
  const live = data?.items.filter(({ status }) => status !== 'disconnected') ?? [];
  if (live.length === 0) return null;
  return (
    <Button
      leftSection={<RefreshCw size={15} aria-hidden="true" />}
      loading={syncAll.isPending}
      disabled={live.every(({ is_syncing: isSyncing }) => isSyncing)}
      onClick={() => syncAll.mutate({})}
    >
      Sync all now
    </Button>
  );
}

const CONNECT = (
  <Button component={Link} to="/connect" leftSection={<Landmark size={15} aria-hidden="true" />}>
    Connect a bank
  </Button>
);

const NothingYet = () => (
  <EmptyState title="No bank was asked yet" icon={RefreshCw} actions={CONNECT}>
    Connect a bank, and each time it is asked for news is written down here: what came, how long it took, and what to do
    where it failed.
  </EmptyState>
);

const NoBanks = () => (
  <EmptyState title="The sample household has no banks" icon={Landmark}>
    It is made up, and no bank knows it. Go back to your own household to connect one.
  </EmptyState>
);

const NoneSo = ({ onShowAll }: { onShowAll: () => void }) => (
  <EmptyState
    title="No such attempt"
    icon={SearchX}
    actions={
      <Button variant="default" onClick={onShowAll}>
        Show all
      </Button>
    }
  >
    None of the attempts so far is like that.
  </EmptyState>
);
