import { Tabs } from '@mantine/core';
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { usePossibleDuplicates } from '@/api/review';
import { useStats } from '@/api/status';
import { useSuggestedTransfers } from '@/api/transfers';
import { Page } from '@/components/Page';
import { PageHeader } from '@/components/PageHeader';
import { formatCount } from '@/lib/formatting';
import { DuplicatesTab } from './DuplicatesTab';
import { QueueTab } from './QueueTab';
import classes from './Review.module.css';
import { StagedTab } from './StagedTab';
import { TransfersTab } from './TransfersTab';
import { useSettled } from './useSettled';

const TABS = ['queue', 'staged', 'transfers', 'duplicates'] as const;

type Tab = (typeof TABS)[number];

const NAMES: Record<Tab, string> = {
  queue: 'To review',
  staged: 'Staged',
  transfers: 'Transfers',
  duplicates: 'Duplicates',
};

/** Review: decide about what no rule was sure of. */
export function ReviewPage() {
  const [params, setParams] = useSearchParams();
  const tab = TABS.find((each) => each === params.get('tab')) ?? 'queue';
  const settled = useSettled();
  const stats = useStats().data;
  const counts: Record<Tab, number | undefined> = {
    queue: stats?.pending_review,
    staged: stats?.pending_save,
    transfers: useSuggestedTransfers().data?.total,
    duplicates: usePossibleDuplicates().data?.total,
  };
  const screens: Record<Tab, () => ReactNode> = {
    queue: () => <QueueTab settled={settled} />,
    staged: () => <StagedTab settled={settled} />,
    transfers: () => <TransfersTab />,
    duplicates: () => <DuplicatesTab />,
  };
  return (
    <Page>
      <PageHeader title="Review" />
      <Tabs value={tab} onChange={(next) => setParams(next && next !== 'queue' ? { tab: next } : {})}>
        <Tabs.List className={classes.tabs}>
          {TABS.map((each) => (
            <Tabs.Tab className={classes.tab} key={each} value={each} rightSection={<Count count={counts[each]} />}>
              {NAMES[each]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={tab} pt="md" style={{ display: 'flex', flexDirection: 'column', gap: '1rem' }}>
          {screens[tab]()}
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}

interface CountProps {
  count: number | undefined;
}

function Count({ count }: CountProps) {
  if (!count) return null;
  return <span style={{ color: 'var(--mantine-color-dimmed)', fontSize: '0.75rem' }}>{formatCount(count)}</span>;
}
