import { useDebouncedCallback } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useRef } from 'react';
import { useCategories } from '@/api/categories';
import { operationOf } from '@/api/client';
import { undoOperation } from '@/api/operations';
import { notifyProblem, refresh } from '@/api/queryClient';
import { useBulkReview, useBulkStage, useReviewOne } from '@/api/review';
import type { Learned, Transaction } from '@/api/transactions';
import { showFiled } from '@/components/transactions/filedToast';
import { transactionName } from '@/components/transactions/transactionName';
import { hideUndo, undoLatest } from '@/components/undoToast';
import { plural } from '@/lib/formatting';
import type { Settled } from '../useSettled';

export interface Decision {
  rows: readonly Transaction[];
  /** The category's key; `null` accepts what is suggested for each. */
  category: string | null;
  /** Staged rows are confirmed later, all at once. */
  stages?: boolean;
  /** Where the keyboard stood, for the way back. */
  from: string | null;
}

interface Done {
  operationId: number;
  ids: number[];
  from: string | null;
}

export interface Decisions {
  decide: (decision: Decision) => void;
  /** Take back the last decision, and then the one before it. */
  undo: () => void;
}

/** Long enough that a fast hand is never answered by a list that moves. */
const PAUSE_MS = 1500;

const suggested = ({ category, predicted_category }: Transaction): string => category ?? predicted_category ?? '';

/** Decides about rows: they leave the screen at once and come back if it fails or is undone. */
export function useDecisions(settled: Settled, moveTo: (itemId: string | null) => void): Decisions {
  const { data: categories = [] } = useCategories();
  const one = useReviewOne();
  const many = useBulkReview();
  const stage = useBulkStage();
  const history = useRef<Done[]>([]);
  const askAgain = useDebouncedCallback(() => refresh(), PAUSE_MS);

  const nameOf = (key: string) => categories.find(({ short_desc }) => short_desc === key)?.display_name ?? key;
  const bringBack = (ids: number[], from: string | null) => {
    settled.bringBack(ids);
    moveTo(from);
  };

  const send = async ({ rows, category, stages }: Decision): Promise<[unknown, readonly (Learned | null)[]]> => {
    const ids = rows.map(({ id }) => id);
    if (stages) {
      const act = category
        ? { action: 'change' as const, category_short_desc: category }
        : { action: 'confirm' as const };
      const data = await stage.mutateAsync({ body: { transaction_ids: ids, ...act } });
      settled.bringBack(data.skipped.map(({ id }) => id));
      return [data, []];
    }
    const items = rows.map((row) => ({ transaction_id: row.id, category_short_desc: category ?? suggested(row) }));
    const [item] = items;
    if (items.length === 1 && item) {
      const { transaction_id, category_short_desc } = item;
      const data = await one.mutateAsync({ params: { path: { transaction_id } }, body: { category_short_desc } });
      return [data, [data.learned]];
    }
    const data = await many.mutateAsync({ body: { items } });
    return [data, data.learned];
  };

  const tell = ({ rows, category, stages }: Decision): string => {
    const [first] = rows;
    const keys = new Set(rows.map((row) => category ?? suggested(row)));
    const names = new Set(rows.map(transactionName));
    const times = rows.length > 1 ? ` (${rows.length}×)` : '';
    const what = names.size === 1 && first ? `${transactionName(first)}${times}` : plural(rows.length, 'transaction');
    const where = keys.size === 1 ? `under ${nameOf([...keys][0] ?? '')}` : 'as suggested';
    return `${stages ? 'Staged' : 'Filed'} ${what} ${where}.`;
  };

  const decide = async (decision: Decision) => {
    const ids = decision.rows.map(({ id }) => id);
    if (ids.length === 0) return;
    settled.settle(ids);
    try {
      const [data, learned] = await send(decision);
      const operationId = operationOf(data);
      const { from } = decision;
      if (operationId) history.current.push({ operationId, ids, from });
      const onUndone = () => {
        history.current = history.current.filter((done) => done.operationId !== operationId);
        bringBack(ids, from);
      };
      showFiled({ data, message: tell(decision), learned, transactionIds: ids, onUndone });
    } catch {
      // The toast of the failed write says why.
      bringBack(ids, decision.from);
    }
    askAgain();
  };

  const undo = async () => {
    const last = history.current.pop();
    if (!last) return undoLatest();
    hideUndo();
    try {
      const summary = await undoOperation(last.operationId);
      bringBack(last.ids, last.from);
      notifications.show({ message: summary || 'Undone.' });
    } catch (error) {
      notifyProblem(error);
    }
  };
  return { decide, undo };
}
