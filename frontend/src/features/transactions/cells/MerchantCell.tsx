import { StickyNote } from 'lucide-react';
import type { Transaction } from '@/api/transactions';
import { transactionName } from '@/components/transactions/transactionName';
import { clsx } from '@/lib/classes';
import classes from './cells.module.css';

interface MerchantCellProps {
  row: Transaction;
}

/** Who it was, the bank's own words behind it, and what is special about it. */
export function MerchantCell({ row }: MerchantCellProps) {
  const name = transactionName(row);
  return (
    <span className={classes.merchant} title={row.description}>
      <span className={classes.name}>{name}</span>
      {row.is_pending && <span className={classes.tag}>Pending</span>}
      {row.possible_duplicate_of_id !== null && <span className={classes.alert}>Here twice?</span>}
      {row.notes && (
        <span className={clsx(classes.mark, classes.noted)} title={row.notes}>
          <StickyNote size={13} aria-label="Has notes" />
        </span>
      )}
      {row.tags.slice(0, 2).map((tag) => (
        <span key={tag} className={classes.tag}>
          #{tag}
        </span>
      ))}
      {row.tags.length > 2 && <span className={classes.tag}>+{row.tags.length - 2}</span>}
      <span className={classes.bank}>
        {name.toLowerCase() === row.description.toLowerCase() ? '' : row.description}
      </span>
    </span>
  );
}
