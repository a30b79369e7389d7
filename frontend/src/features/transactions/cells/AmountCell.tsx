import { EyeOff } from 'lucide-react';
import type { Transaction } from '@/api/transactions';
import { Money } from '@/components/Money';
import classes from './cells.module.css';

interface AmountCellProps {
  row: Transaction;
}

/** The amount, marked where reports don't count it. */
export function AmountCell({ row }: AmountCellProps) {
  if (!row.is_left_out) return <Money amount={row.amount} />;
  return (
    <span className={classes.leftOut} title="Left out of reports">
      <EyeOff size={13} className={classes.mark} aria-label="Left out of reports:" />
      <Money amount={row.amount} />
    </span>
  );
}
