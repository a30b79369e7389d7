import { operationOf } from '@/api/client';
import type { Learned } from '@/api/transactions';
import { showUndo } from '../undoToast';
import { LearnedNote } from './LearnedNote';

interface Filed {
  /** The write's answer, which knows its operation. */
  data: unknown;
  message: string;
  learned: readonly (Learned | null | undefined)[];
  /** Left out where the server knows better which they were. */
  transactionIds?: number[];
  onUndone?: () => void;
}

/** Say what was filed, offer to take it back, and ask about what was learned from it. */
export function showFiled({ data, message, learned, transactionIds, onUndone }: Filed): void {
  const taught = learned.filter((each) => each !== null && each !== undefined);
  showUndo({
    message,
    operationId: operationOf(data),
    onUndone,
    more: taught.length ? <LearnedNote learned={taught} transactionIds={transactionIds} /> : undefined,
  });
}
