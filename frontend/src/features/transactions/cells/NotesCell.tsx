import { TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import type { Transaction } from '@/api/transactions';
import { transactionName } from '@/components/transactions/transactionName';
import { useStore } from '@/components/useStore';
import { editedCell } from '../editing';
import { useFiling } from '../useFiling';
import classes from './cells.module.css';

interface NotesCellProps {
  row: Transaction;
  /** The keyboard goes back to the list. */
  onDone: () => void;
}

/** The notes, written in place by a click or `n`. */
export function NotesCell({ row, onDone }: NotesCellProps) {
  const cell = useStore(editedCell);
  if (cell?.id === row.id && cell.field === 'notes') return <EditedNotes row={row} onDone={onDone} />;
  return (
    <button
      type="button"
      tabIndex={-1}
      className={classes.edit}
      aria-label={`Notes of ${transactionName(row)}: ${row.notes ?? 'none'}`}
      title={row.notes ?? undefined}
      onClick={() => editedCell.set({ id: row.id, field: 'notes' })}
    >
      <span className={classes.text}>{row.notes}</span>
    </button>
  );
}

function EditedNotes({ row, onDone }: NotesCellProps) {
  const { note } = useFiling();
  const [text, setText] = useState(row.notes ?? '');
  // Closing takes the focus away, which would save once more.
  const isClosed = useRef(false);
  const close = (saves: boolean, back: boolean) => {
    if (isClosed.current) return;
    isClosed.current = true;
    if (saves) note(row, text);
    editedCell.set(null);
    if (back) onDone();
  };
  return (
    <TextInput
      size="xs"
      autoFocus
      aria-label={`Notes of ${transactionName(row)}`}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={() => close(true, false)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' || event.key === 'Escape') close(event.key === 'Enter', true);
        event.stopPropagation();
      }}
    />
  );
}
