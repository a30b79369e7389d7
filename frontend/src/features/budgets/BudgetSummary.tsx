import { Anchor, Card, Group, Text } from '@mantine/core';
import { Inbox } from 'lucide-react';
import { Link } from 'react-router';
import type { BudgetReport } from '@/api/budgets';
import { Money } from '@/components/Money';
import { formatPercent, plural } from '@/lib/formatting';
import classes from './Budgets.module.css';
import { PaceBar } from './PaceBar';
import { Standing } from './Standing';

const HEADS = { past: 'Left over in', running: 'Left to spend in', future: 'To spend in' };

/** The one big figure, what it means for each day, and how it is made up. */
export function BudgetSummary({ report }: { report: BudgetReport }) {
  const { period, used } = report;
  const state = period.state as keyof typeof HEADS;
  const facts: [string, number | null, 'spent' | 'balance'][] = [
    ['Budgeted', report.budgeted, 'spent'],
    ['Carried over', report.carried_over, 'balance'],
    ['Spent of it', report.spent, 'spent'],
    ['Spent without a budget', report.unbudgeted, 'spent'],
  ];
  return (
    <Card component="section" aria-label="Summary">
      <Group justify="space-between" align="flex-end" gap="lg">
        <div>
          <Text size="sm" c="dimmed">
            {HEADS[state]} {period.name}
          </Text>
          <div className={classes.headline}>
            <Money amount={report.left_to_spend} kind="balance" headline />
          </div>
          {report.safe_per_day !== null && (
            <Text size="sm" component="p" m={0}>
              <b>
                <Money amount={report.safe_per_day} kind="plain" />
              </b>{' '}
              a day for {plural(period.days_left, 'day')}, bills kept aside
            </Text>
          )}
        </div>
        <dl className={classes.facts}>
          {facts
            .filter(([name, amount]) => amount !== 0 || name === 'Budgeted')
            .map(([name, amount, kind]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>
                  <Money amount={amount} kind={kind} />
                </dd>
              </div>
            ))}
        </dl>
      </Group>
      <div className={classes.overall}>
        <PaceBar figures={report} tall />
        <Group justify="space-between" gap="xs">
          <Text size="xs" c="dimmed" component="span">
            {used === null ? 'Nothing to spend' : `${formatPercent(Math.max(0, used))} spent`}
            {report.pace !== null && (
              <>
                , <Money amount={report.even_pace} kind="plain" precision="dollars" /> would be an even pace
              </>
            )}
          </Text>
          <Standing figures={report} />
        </Group>
      </div>
      {report.waiting && (
        <Anchor component={Link} to="/review" size="sm" mt="sm" className={classes.waiting}>
          <Inbox size={15} aria-hidden="true" />
          <span>
            {plural(report.waiting.count, 'transaction')} with <Money amount={report.waiting.total} kind="plain" />{' '}
            going out still {report.waiting.count === 1 ? 'waits' : 'wait'} for review and{' '}
            {report.waiting.count === 1 ? 'is' : 'are'} not counted
          </span>
        </Anchor>
      )}
    </Card>
  );
}
