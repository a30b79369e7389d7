import type { Transaction } from '@/api/transactions';
import { CategoryBadge } from '@/components/CategoryBadge';
import { transactionName } from '@/components/transactions/transactionName';
import { formatDayShort } from '@/lib/formatting';
import { AmountCell } from './AmountCell';
import classes from './cells.module.css';

interface PhoneRowProps {
  row: Transaction;
}

function Filed({ row }: PhoneRowProps) {
  if (row.transfer?.status === 'confirmed') {
    return (
      <span className={classes.text}>
        {row.amount > 0 ? 'To' : 'From'} {row.transfer.other_account_name}
      </span>
    );
  }
  if (row.splits.length > 0) return <span className={classes.text}>Split in {row.splits.length}</span>;
  const guess = row.category ? null : row.predicted_category_name;
  return guess ? (
    <span className={classes.text}>{guess}?</span>
  ) : (
    <CategoryBadge name={row.category_name} color={row.category_color} />
  );
}

/** A transaction in two lines. */
export function PhoneRow({ row }: PhoneRowProps) {
  return (
    <div className={classes.lines}>
      <span className={classes.name}>{transactionName(row)}</span>
      <AmountCell row={row} />
      <span className={classes.second}>
        <span>{formatDayShort(row.date)}</span>
        <Filed row={row} />
      </span>
      <span className={classes.second}>{row.account_name}</span>
    </div>
  );
}
