import type { Transaction } from '@/api/transactions';
import { Money } from '@/components/Money';
import { transactionName } from '@/components/transactions/transactionName';
import { formatDay } from '@/lib/formatting';
import classes from './Review.module.css';

interface LegProps {
  row: Transaction;
}

/** One of two transactions that may belong together. */
export function Leg({ row }: LegProps) {
  return (
    <div className={classes.leg}>
      <strong title={row.description}>{transactionName(row)}</strong>
      <Money amount={row.amount} />
      <span>
        {formatDay(row.date)} · {row.account_name}
      </span>
      <span>{row.description}</span>
    </div>
  );
}
