import type { Operation } from '@/api/history';
import type { Problem } from '@/api/problem';
import { clsx } from '@/lib/classes';
import { formatTime, plural } from '@/lib/formatting';
import classes from './History.module.css';
import { kindIcon } from './kinds';
import { Refusal } from './Refusal';
import { UndoButton } from './UndoButton';

interface OperationRowProps {
  operation: Operation;
  onOpen: (id: number) => void;
  onUndo: (id: number) => void;
  isBusy: boolean;
  /** Why undoing it was refused just now. */
  refusal: Problem | null;
  onForget: () => void;
}

/** One operation: what was done, when, how much it changed, and the way back. */
export function OperationRow({ operation, onOpen, onUndo, isBusy, refusal, onForget }: OperationRowProps) {
  const { id, kind, summary, created_at, change_count, is_undone } = operation;
  const Icon = kindIcon(kind);
  return (
    <li className={classes.item}>
      <div className={clsx(classes.line, is_undone && classes.undone)}>
        <span className={classes.icon} aria-hidden="true">
          <Icon size={16} strokeWidth={1.75} />
        </span>
        <button type="button" className={classes.what} onClick={() => onOpen(id)}>
          <span className={classes.summary}>{summary}</span>
          <span className={classes.when}>
            <time dateTime={created_at}>{formatTime(created_at)}</time>
            {change_count > 0 && ` · ${plural(change_count, 'change')}`}
            {is_undone && ' · undone'}
          </span>
        </button>
        <UndoButton operation={operation} onUndo={onUndo} isBusy={isBusy} />
      </div>
      {refusal && <Refusal problem={refusal} onShow={onOpen} onClose={onForget} />}
    </li>
  );
}
