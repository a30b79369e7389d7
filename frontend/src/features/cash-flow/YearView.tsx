import { SimpleGrid } from '@mantine/core';
import { type CashFlow, type Cut, useCashFlow } from '@/api/cashFlow';
import { Answer } from '@/components/Answer';
import { LeftOut } from '@/components/LeftOut';
import { LoadingState } from '@/components/LoadingState';
import { leftOutAddress } from '@/lib/addresses';
import classes from './CashFlow.module.css';
import { CategoryTable } from './CategoryTable';
import { NoFlow } from './NoFlow';
import { PeriodTable } from './PeriodTable';
import { daysOf } from './rows';
import type { CashFlowView } from './useCashFlowView';
import { YearChart } from './YearChart';
import { YearSummary } from './YearSummary';

const LOADING = (
  <>
    <LoadingState shape="block" height={110} />
    <LoadingState shape="block" height={340} />
    <SimpleGrid cols={{ base: 1, md: 2 }}>
      <LoadingState shape="block" height={420} />
      <LoadingState shape="block" height={420} />
    </SimpleGrid>
  </>
);

interface YearViewProps {
  view: CashFlowView;
  by: Cut;
}

/** A year span by span: its course, its spans and its categories. */
export function YearView({ view, by }: YearViewProps) {
  const query = useCashFlow(view.year, by, view.accountId);
  return (
    <Answer query={query} loading={LOADING}>
      {(report) => <Year report={report} view={view} />}
    </Answer>
  );
}

function Year({ report, view }: { report: CashFlow; view: CashFlowView }) {
  const leftOut = (
    <LeftOut
      reasons={report.left_out}
      addressOf={(reason) => leftOutAddress(reason, { period: daysOf(report), accountId: view.accountId })}
    />
  );
  if (report.periods.every(({ count }) => count === 0)) {
    return (
      <>
        <NoFlow when={String(report.year)} onYear={(year) => view.change({ year })} />
        {leftOut}
      </>
    );
  }
  return (
    <>
      <YearSummary report={report} view={view} />
      <YearChart report={report} view={view} />
      <div className={classes.columns}>
        <div className={classes.column}>
          <CategoryTable report={report} view={view} />
        </div>
        <div className={classes.column}>
          <PeriodTable report={report} view={view} />
          {leftOut}
        </div>
      </div>
    </>
  );
}
