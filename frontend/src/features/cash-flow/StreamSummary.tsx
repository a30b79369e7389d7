import { Card, Text } from '@mantine/core';
import type { MoneyFlow } from '@/api/cashFlow';
import { formatPercent, formatPeriod } from '@/lib/formatting';
import classes from './CashFlow.module.css';
import { Figure } from './Figure';
import { daysOf, rowsOf } from './rows';
import type { CashFlowView } from './useCashFlowView';

/** A period in three figures, and what part of the income was kept. */
export function StreamSummary({ flow, view }: { flow: MoneyFlow; view: CashFlowView }) {
  const { income, expenses, net } = flow;
  const when = formatPeriod(view.period);
  const wanted = { period: daysOf(flow), accountId: view.accountId };
  const share = net > 0 && income > 0 ? ` (${formatPercent(net / income)} of the income)` : '';
  const facts = [
    { name: `Income, ${when}`, amount: income, side: 'income', kind: 'spent' },
    { name: `Expenses, ${when}`, amount: expenses, side: 'expenses', kind: 'spent' },
    { name: net < 0 ? 'Taken from savings' : `Saved${share}`, amount: net, side: 'net', kind: 'balance' },
  ] as const;
  return (
    <Card component="section" aria-label="Summary">
      <dl className={classes.facts}>
        {facts.map(({ name, amount, side, kind }) => (
          <div key={side}>
            <Text component="dt" size="sm" c="dimmed">
              {name}
            </Text>
            <dd>
              <Figure amount={amount} kind={kind} to={rowsOf(side, wanted)} label={name} headline />
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
