import { Anchor, Card, Group, Text } from '@mantine/core';
import { Inbox } from 'lucide-react';
import { Link } from 'react-router';
import type { SpendingReport } from '@/api/reports';
import { Money } from '@/components/Money';
import { formatCount, plural } from '@/lib/formatting';
import type { Period } from '@/lib/months';
import { Change } from './Change';
import classes from './Spending.module.css';
import { StackedBar } from './StackedBar';
import { comparedWith, isUnderWay, periodWords } from './words';

const moreOrLess = (change: number): string => {
  if (change === 0) return 'as';
  return change > 0 ? 'more than' : 'less than';
};

interface SpendingSummaryProps {
  report: SpendingReport;
  period: Period;
}

/** The one big figure, what it was before, and how it is made up. */
export function SpendingSummary({ report, period }: SpendingSummaryProps) {
  const before = comparedWith(report);
  const waiting = report.left_out.find(({ reason }) => reason === 'waiting');
  return (
    <Card component="section" aria-label="Summary">
      <Group justify="space-between" align="flex-end" gap="lg">
        <div>
          <Text size="sm" c="dimmed">
            Spent in {periodWords(period)}
            {isUnderWay(period) && ' so far'}
          </Text>
          <div className={classes.headline}>
            <Money amount={report.total} kind="spent" headline />
          </div>
          {before && report.change !== null && (
            <Group gap={6} className={classes.compared}>
              <Change change={report.change} previous={report.previous_total} withRatio />
              <Text size="sm" c="dimmed" component="span">
                {moreOrLess(report.change)} {before} (<Money amount={report.previous_total} kind="spent" />)
              </Text>
            </Group>
          )}
        </div>
        <dl className={classes.facts}>
          <div>
            <dt>Income</dt>
            <dd>
              <Money amount={report.income} kind="spent" />
            </dd>
          </div>
          <div>
            <dt>Transactions</dt>
            <dd>{formatCount(report.count)}</dd>
          </div>
        </dl>
      </Group>
      <StackedBar nodes={report.parents} />
      {waiting && (
        <Anchor component={Link} to="/review" size="sm" mt="sm" className={classes.waiting}>
          <Inbox size={15} aria-hidden="true" />
          <span>
            {plural(waiting.count, 'transaction')} with <Money amount={waiting.total} kind="plain" /> going out still{' '}
            {waiting.count === 1 ? 'waits' : 'wait'} for review
          </span>
        </Anchor>
      )}
    </Card>
  );
}
