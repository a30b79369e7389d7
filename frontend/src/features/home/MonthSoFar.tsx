import { Button } from '@mantine/core';
import { FileUp } from 'lucide-react';
import { Link } from 'react-router';
import { type HomeReport, SHOWN_ON_HOME, useHomeReport, useLatestTransactions } from '@/api/home';
import { Answer } from '@/components/Answer';
import { LoadingState } from '@/components/LoadingState';
import { Page } from '@/components/Page';
import { PageHeader } from '@/components/PageHeader';
import { formatMonth } from '@/lib/formatting';
import { addMonths, currentMonth, type Month, monthOf } from '@/lib/months';
import { AttentionCard } from './AttentionCard';
import { BudgetCard } from './BudgetCard';
import classes from './Home.module.css';
import { LatestCard } from './LatestCard';
import { NetWorthCard } from './NetWorthCard';
import { NoticedCard } from './NoticedCard';
import { QuietCard } from './QuietCard';
import { SpentCard } from './SpentCard';
import { TopCategories } from './TopCategories';
import { UpcomingCard } from './UpcomingCard';
import { YearCard } from './YearCard';

/** How the month stands, where it went, what comes next, what waits. */
export function MonthSoFar() {
  const query = useHomeReport();
  return (
    <Page>
      <PageHeader
        title="Home"
        description={`${formatMonth(query.data?.month ?? currentMonth())} so far`}
        actions={
          <Button
            component={Link}
            to="/import"
            variant="default"
            hiddenFrom="sm"
            leftSection={<FileUp size={15} aria-hidden="true" />}
          >
            Import a file
          </Button>
        }
      />
      <Answer query={query} loading={<LoadingState shape="cards" count={3} height={180} label="Fetching the month" />}>
        {(report) => <Filled report={report} />}
      </Answer>
    </Page>
  );
}

/** The newest month with transactions, where neither this month nor the last one has any. */
function useQuietSince(report: HomeReport): Month | null {
  const { data } = useLatestTransactions(SHOWN_ON_HOME);
  const newest = data?.items[0]?.date;
  const isQuiet = report.spending === 0 && report.income === 0 && report.last_month_spending === 0;
  return isQuiet && newest && monthOf(newest) < addMonths(report.month, -1) ? monthOf(newest) : null;
}

function Filled({ report }: { report: HomeReport }) {
  const quietSince = useQuietSince(report);
  return (
    <div className={classes.grid}>
      <div className={classes.column}>
        {quietSince ? (
          <QuietCard newest={quietSince} />
        ) : (
          <>
            <SpentCard report={report} />
            <TopCategories report={report} />
          </>
        )}
        <YearCard last={quietSince ?? report.month} />
        <div className={classes.pair}>
          <UpcomingCard upcoming={report.upcoming} />
          <NoticedCard />
        </div>
      </div>
      <div className={classes.column}>
        <AttentionCard attention={report.attention} />
        {report.net_worth && <NetWorthCard worth={report.net_worth} />}
        {report.budgets && <BudgetCard budgets={report.budgets} />}
        <LatestCard />
      </div>
    </div>
  );
}
