import { Tooltip } from '@mantine/core';
import { Link } from 'react-router';
import type { MonitoredMonth } from '@/api/recurring';
import { Money } from '@/components/Money';
import { useMoneyText } from '@/components/money';
import { transactionsAddress } from '@/lib/addresses';
import { monthPeriod } from '@/lib/months';
import classes from './Months.module.css';

interface MonthCellProps {
  cell: MonitoredMonth;
  category: string;
}

/** From here on cents only take room; the rows behind have them. */
export const WHOLE_DOLLARS = 1000;

/** A month of a category: leads to its rows, and says a new price and a missed charge. */
export function MonthCell({ cell, category }: MonthCellProps) {
  const text = useMoneyText();
  const { month, total, count, state, before } = cell;
  if (count === 0) return <td data-state={state}>{state === 'missed' ? 'missed' : state === 'ahead' ? '' : '–'}</td>;
  const rose = before !== null && total > before;
  const amount = (
    <Link to={transactionsAddress({ category, period: monthPeriod(month), countedOnly: true })}>
      {before !== null && (
        <span className={classes.changed}>
          <span aria-hidden="true">{rose ? '▲ ' : '▼ '}</span>
          <span className={classes.unseen}>{rose ? 'risen' : 'fallen'} </span>
        </span>
      )}
      <Money amount={total} kind="spent" precision={Math.abs(total) < WHOLE_DOLLARS ? 'cents' : 'dollars'} />
    </Link>
  );
  return (
    <td data-state={state} data-changed={before === null ? undefined : true}>
      {before === null ? amount : <Tooltip label={`Was ${text(before, 'plain')}`}>{amount}</Tooltip>}
    </td>
  );
}
