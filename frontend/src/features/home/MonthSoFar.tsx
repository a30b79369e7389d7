import { Button } from '@mantine/core';
import { FileUp } from 'lucide-react';
import { Link } from 'react-router';
import { useHomeReport } from '@/api/home';
import { Answer } from '@/components/Answer';
import { LoadingState } from '@/components/LoadingState';
import { Page } from '@/components/Page';
import { PageHeader } from '@/components/PageHeader';
import { formatMonth } from '@/lib/formatting';
import { currentMonth } from '@/lib/months';
import { AttentionCard } from './AttentionCard';
import classes from './Home.module.css';
import { LatestCard } from './LatestCard';
import { SpentCard } from './SpentCard';
import { TopCategories } from './TopCategories';
import { YearCard } from './YearCard';

/** How the month stands: spent and earned, where it went, what waits. */
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
        {(report) => (
          <div className={classes.grid}>
            <div className={classes.column}>
              <SpentCard report={report} />
              <TopCategories report={report} />
              <YearCard />
            </div>
            <div className={classes.column}>
              <AttentionCard attention={report.attention} />
              <LatestCard />
            </div>
          </div>
        )}
      </Answer>
    </Page>
  );
}
