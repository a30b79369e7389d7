import { ArrowLeftRight, Check, Split } from 'lucide-react';
import type { Transaction } from '@/api/transactions';
import { CategoryBadge } from '@/components/CategoryBadge';
import { CategoryPicker } from '@/components/pickers/CategoryPicker';
import { transactionName } from '@/components/transactions/transactionName';
import { useStore } from '@/components/useStore';
import { editedCell } from '../editing';
import { useFiling } from '../useFiling';
import classes from './cells.module.css';

interface CategoryCellProps {
  row: Transaction;
  /** The keyboard goes back to the list. */
  onDone: () => void;
}

/** The category, which a click or `c` changes in place; a guess can be accepted. */
export function CategoryCell({ row, onDone }: CategoryCellProps) {
  const cell = useStore(editedCell);
  if (cell?.id === row.id && cell.field === 'category') return <EditedCategory row={row} onDone={onDone} />;
  if (row.splits.length > 0) {
    const names = row.splits.map(({ category_name }) => category_name ?? 'Uncategorized').join(', ');
    return (
      <span className={classes.transfer} title={names}>
        <Split size={14} className={classes.mark} aria-label="Split:" />
        <span className={classes.text}>{names}</span>
      </span>
    );
  }
  if (row.transfer?.status === 'confirmed') {
    return (
      <span className={classes.transfer}>
        <ArrowLeftRight size={14} className={classes.mark} aria-label="Transfer:" />
        <span className={classes.text}>
          {row.amount > 0 ? 'To' : 'From'} {row.transfer.other_account_name}
        </span>
      </span>
    );
  }
  return <PlainCategory row={row} />;
}

interface RowProps {
  row: Transaction;
}

function PlainCategory({ row }: RowProps) {
  const isWaiting = row.status === 'pending_review' || row.status === 'pending_save';
  const guess = isWaiting && !row.category ? row.predicted_category_name : null;
  return (
    <span className={classes.category}>
      <button
        type="button"
        tabIndex={-1}
        className={classes.edit}
        aria-label={`Change the category of ${transactionName(row)}: ${row.category_name ?? guess ?? 'none'}`}
        onClick={() => editedCell.set({ id: row.id, field: 'category' })}
      >
        {guess ? (
          <CategoryBadge name={`${guess}?`} guess />
        ) : (
          <CategoryBadge name={row.category_name} color={row.category_color} guess={isWaiting} />
        )}
      </button>
      {guess && <AcceptGuess row={row} />}
    </span>
  );
}

function AcceptGuess({ row }: RowProps) {
  const { file, isPending } = useFiling();
  return (
    <button
      type="button"
      tabIndex={-1}
      className={classes.accept}
      disabled={isPending}
      aria-label={`Accept ${row.predicted_category_name} for ${transactionName(row)}`}
      onClick={() => row.predicted_category && file(row, row.predicted_category)}
    >
      <Check size={13} aria-hidden="true" />
    </button>
  );
}

function EditedCategory({ row, onDone }: CategoryCellProps) {
  const { file } = useFiling();
  return (
    <CategoryPicker
      size="xs"
      aria-label={`Category of ${transactionName(row)}`}
      value={row.category ?? row.predicted_category}
      onChange={(category) => file(row, category)}
      startOpen
      onClose={() => {
        editedCell.set(null);
        onDone();
      }}
    />
  );
}
