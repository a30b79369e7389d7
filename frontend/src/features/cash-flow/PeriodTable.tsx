import { Card, Title } from '@mantine/core';
import type { CashFlow, CashFlowPeriod } from '@/api/cashFlow';
import { clsx } from '@/lib/classes';
import { localDay } from '@/lib/months';
import classes from './CashFlow.module.css';
import { Figure } from './Figure';
import { daysOf, partName, rowsOf } from './rows';
import type { CashFlowView } from './useCashFlowView';

interface PeriodTableProps {
  report: CashFlow;
  view: CashFlowView;
}

/** Every span's figures; each leads to its transactions, the name to its categories. */
export function PeriodTable({ report, view }: PeriodTableProps) {
  const today = localDay();
  const begun = report.periods.filter(({ start_date, count }) => start_date <= today || count > 0);
  return (
    <Card component="section" aria-label="Period by period" padding={0}>
      <Title order={2} px="md" pt="sm" pb={4}>
        Period by period
      </Title>
      <table className={clsx(classes.table, classes.periods)}>
        <thead>
          <tr>
            <th scope="col">{report.by === 'month' ? 'Month' : 'Days'}</th>
            <th scope="col">Income</th>
            <th scope="col">Expenses</th>
            <th scope="col">Net</th>
            <th scope="col">Since January</th>
          </tr>
        </thead>
        <tbody>
          {begun.map((part) => (
            <PeriodRow key={part.start_date} part={part} view={view} start={report.start_date} />
          ))}
        </tbody>
      </table>
    </Card>
  );
}

interface PeriodRowProps {
  part: CashFlowPeriod;
  view: CashFlowView;
  /** The first day of the year. */
  start: string;
}

function PeriodRow({ part, view, start }: PeriodRowProps) {
  const name = partName(part);
  const isChosen = view.part === part.start_date;
  const wanted = { period: daysOf(part), accountId: view.accountId };
  const sofar = { ...wanted, period: { from: start, to: part.end_date } };
  return (
    <tr className={clsx(isChosen && classes.chosen)}>
      <th scope="row">
        <button
          type="button"
          className={classes.choose}
          aria-pressed={isChosen}
          title="Show its categories"
          onClick={() => view.change({ part: isChosen ? null : part.start_date })}
        >
          {name}
        </button>
      </th>
      <td data-label="Income">
        <Figure amount={part.income} to={rowsOf('income', wanted)} label={`Income, ${name}`} />
      </td>
      <td data-label="Expenses">
        <Figure amount={part.expenses} to={rowsOf('expenses', wanted)} label={`Expenses, ${name}`} />
      </td>
      <td data-label="Net">
        <Figure amount={part.net} kind="balance" to={rowsOf('net', wanted)} label={`Net, ${name}`} />
      </td>
      <td data-label="Since January">
        <Figure
          amount={part.cumulative}
          kind="balance"
          to={rowsOf('net', sofar)}
          label={`Since January, up to ${name}`}
        />
      </td>
    </tr>
  );
}
