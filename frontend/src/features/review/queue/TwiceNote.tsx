import { type Transaction, useTransaction } from '@/api/transactions';
import { transactionName } from '@/components/transactions/transactionName';
import { formatDay } from '@/lib/formatting';
import classes from './Queue.module.css';
import type { SameOrDifferent } from './useItemActs';

interface TwiceNoteProps {
  row: Transaction;
  otherId: number;
  onSettle: (row: Transaction, decision: SameOrDifferent) => void;
}

/** A row that may be here twice: of which one, and the question whether it is. */
export function TwiceNote({ row, otherId, onSettle }: TwiceNoteProps) {
  const { data: other } = useTransaction(otherId);
  return (
    <div className={classes.twice}>
      <span>
        Here twice? The same amount is here as{' '}
        <strong>{other ? `${transactionName(other)}, ${formatDay(other.date)}` : 'another transaction'}</strong>
        {other && ` in ${other.account_name}`}.
      </span>
      <button type="button" className={classes.act} onClick={() => onSettle(row, 'same')}>
        Same, remove this
      </button>
      <button type="button" className={classes.act} onClick={() => onSettle(row, 'different')}>
        Different, keep both
      </button>
    </div>
  );
}
