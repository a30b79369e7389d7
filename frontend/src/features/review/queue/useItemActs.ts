import { useState } from 'react';
import { useCreateCategory } from '@/api/categories';
import { type Transaction, useSettleDuplicate } from '@/api/transactions';
import { whenDone } from '@/api/whenDone';
import { showDone } from '@/components/undoToast';
import type { Settled } from '../useSettled';
import { cursorAfter, type Item, rowItemId } from './board';
import type { Board } from './useBoard';
import { useDecisions } from './useDecisions';

export type SameOrDifferent = 'same' | 'different';

/** What can be done to one item: a row, or the head of a group with all of its rows. */
export interface ItemActs {
  stand: (item: Item) => void;
  /** Accept the suggestion; without one, the choice of a category opens. */
  accept: (item: Item) => void;
  stage: (item: Item) => void;
  /** Open the choice of a category, or close it. */
  pick: (item: Item | null) => void;
  choose: (item: Item, category: string) => void;
  create: (item: Item, name: string) => void;
  settleDuplicate: (row: Transaction, decision: SameOrDifferent) => void;
}

interface ItemDecisions {
  acts: ItemActs;
  /** The item whose category is being chosen. */
  picking: string | null;
  decide: (rows: readonly Transaction[], category: string | null, stages?: boolean) => void;
  undo: () => void;
}

export const hasSuggestion = ({ predicted_category }: Transaction): boolean => predicted_category !== null;

/** Decides about items; the keyboard moves on at once. */
export function useItemActs(board: Board, settled: Settled): ItemDecisions {
  const { items, current, moveTo } = board;
  const [picking, setPicking] = useState<string | null>(null);
  const createCategory = useCreateCategory();
  const duplicate = useSettleDuplicate();
  const { decide: send, undo } = useDecisions(settled, moveTo);
  const moveOn = (ids: readonly number[], from: string | null) => moveTo(cursorAfter(items, from, new Set(ids)));

  const decide = (
    rows: readonly Transaction[],
    category: string | null,
    stages = false,
    from = current?.id ?? null,
  ) => {
    moveOn(
      rows.map(({ id }) => id),
      from,
    );
    send({ rows, category, stages, from });
  };
  const take = (item: Item, stages: boolean) => {
    if (item.rows.every(hasSuggestion)) return decide(item.rows, null, stages, item.id);
    moveTo(item.id);
    setPicking(item.id);
  };
  const settleDuplicate = (row: Transaction, decision: SameOrDifferent) => {
    const ids = decision === 'same' ? [row.id] : [];
    moveOn(ids, rowItemId(row.id));
    settled.settle(ids);
    const bringBack = () => settled.bringBack(ids);
    whenDone(
      duplicate.mutateAsync({ params: { path: { transaction_id: row.id } }, body: { decision } }),
      (data) => showDone(data, decision === 'same' ? 'Removed the copy.' : 'Kept both.', bringBack),
      bringBack,
    );
  };
  const acts: ItemActs = {
    stand: (item) => moveTo(item.id),
    accept: (item) => take(item, false),
    stage: (item) => take(item, true),
    pick: (item) => {
      if (item) moveTo(item.id);
      setPicking(item?.id ?? null);
    },
    choose: (item, category) => decide(item.rows, category, false, item.id),
    create: (item, name) =>
      whenDone(createCategory.mutateAsync({ body: { display_name: name } }), ({ short_desc }) =>
        decide(item.rows, short_desc, false, item.id),
      ),
    settleDuplicate,
  };
  return { acts, picking, decide, undo };
}
