import { SimpleGrid } from '@mantine/core';
import { useSpending } from '@/api/reports';
import { useStatus } from '@/api/status';
import { Answer } from '@/components/Answer';
import { LeftOut } from '@/components/LeftOut';
import { LoadingState } from '@/components/LoadingState';
import { Page } from '@/components/Page';
import { PageHeader } from '@/components/PageHeader';
import { SectionTabs } from '@/components/SectionTabs';
import { useShortcuts } from '@/components/useShortcuts';
import { leftOutAddress } from '@/lib/addresses';
import { shiftPeriod } from '@/lib/months';
import { NothingSpent } from './NothingSpent';
import classes from './Spending.module.css';
import { SpendingControls } from './SpendingControls';
import { SpendingFilter } from './SpendingFilter';
import { SpendingSummary } from './SpendingSummary';
import { SpendingTable } from './SpendingTable';
import { SpendingTrend } from './SpendingTrend';
import { useSpendingView } from './useSpendingView';

const LOADING = (
  <>
    <LoadingState shape="block" height={150} />
    <SimpleGrid cols={{ base: 1, md: 2 }}>
      <LoadingState shape="block" height={420} />
      <LoadingState shape="block" height={420} />
    </SimpleGrid>
  </>
);

/** Where the money of a period went, compared with an earlier one. */
export function SpendingPage() {
  const view = useSpendingView();
  const report = useSpending(view);
  const isNew = useStatus().data?.has_transactions === false;
  useShortcuts([
    { keys: '[', label: 'The period before', run: () => view.setPeriod(shiftPeriod(view.period, -1)) },
    { keys: ']', label: 'The period after', run: () => view.setPeriod(shiftPeriod(view.period, 1)) },
  ]);
  return (
    <Page>
      <PageHeader title="Spending" actions={<SpendingControls view={view} report={report.data} />} />
      <SectionTabs section="Reports" current="/spending" />
      {!isNew && <SpendingFilter view={view} />}
      <Answer query={report} loading={LOADING}>
        {(data) => (
          <>
            {data.parents.length > 0 && <SpendingSummary report={data} period={view.period} />}
            <div className={isNew ? undefined : classes.columns}>
              {data.parents.length > 0 ? <SpendingTable report={data} view={view} /> : <NothingSpent view={view} />}
              {!isNew && (
                <div className={classes.side}>
                  <SpendingTrend view={view} />
                  <LeftOut reasons={data.left_out} addressOf={(reason) => leftOutAddress(reason, view)} />
                </div>
              )}
            </div>
          </>
        )}
      </Answer>
    </Page>
  );
}
