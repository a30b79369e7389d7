import { Button, SegmentedControl, SimpleGrid } from '@mantine/core';
import { Landmark, Plus } from 'lucide-react';
import { Link } from 'react-router';
import { type NetWorth, useNetWorth } from '@/api/balances';
import { Answer } from '@/components/Answer';
import { EmptyState } from '@/components/EmptyState';
import { LoadingState } from '@/components/LoadingState';
import { Page } from '@/components/Page';
import { PageHeader } from '@/components/PageHeader';
import { SectionTabs } from '@/components/SectionTabs';
import { LeftOutAccounts } from './LeftOutAccounts';
import classes from './NetWorth.module.css';
import { RANGES, useWorthView } from './useWorthView';
import { WhatChanged } from './WhatChanged';
import { WorthAccounts } from './WorthAccounts';
import { WorthChart } from './WorthChart';
import { WorthMonths } from './WorthMonths';
import { WorthSummary } from './WorthSummary';

const LOADING = (
  <>
    <LoadingState shape="block" height={132} />
    <LoadingState shape="block" height={330} />
    <SimpleGrid cols={{ base: 1, md: 2 }}>
      <LoadingState shape="block" height={360} />
      <LoadingState shape="block" height={360} />
    </SimpleGrid>
  </>
);

const EMPTY = (
  <EmptyState
    title="No balance is known yet"
    icon={Landmark}
    actions={
      <>
        <Button component={Link} to="/import">
          Drop a bank file
        </Button>
        <Button
          component={Link}
          to="/accounts?new=1"
          variant="default"
          leftSection={<Plus size={16} aria-hidden="true" />}
        >
          Add a house, a car or a loan
        </Button>
      </>
    }
  >
    Net worth is what your accounts hold less what you owe. It begins with the first bank file, or with the first
    balance that you type in.
  </EmptyState>
);

/** What all accounts hold less what is owed, over time, and what changed it. */
export function NetWorthPage() {
  const { range, question, setRange } = useWorthView();
  const query = useNetWorth(question);
  return (
    <Page>
      <PageHeader
        title="Net worth"
        actions={
          <SegmentedControl aria-label="How far back" data={[...RANGES]} value={range} onChange={setRange} size="sm" />
        }
      />
      <SectionTabs section="Reports" current="/net-worth" />
      <Answer query={query} loading={LOADING} empty={EMPTY} isEmpty={({ points }) => points.length === 0}>
        {(report) => <Report report={report} isDaily={question.by === 'day'} />}
      </Answer>
    </Page>
  );
}

function Report({ report, isDaily }: { report: NetWorth; isDaily: boolean }) {
  return (
    <>
      <WorthSummary report={report} />
      <WorthChart report={report} isDaily={isDaily} />
      <div className={classes.columns}>
        <WorthAccounts report={report} />
        <div className={classes.side}>
          <WhatChanged spans={report.spans} now={report.points.at(-1)?.net} accounts={report.accounts} />
          {report.left_out.length > 0 && <LeftOutAccounts accounts={report.left_out} />}
        </div>
      </div>
      <WorthMonths report={report} />
    </>
  );
}
