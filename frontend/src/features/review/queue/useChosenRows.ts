import { useMemo, useState } from 'react';
import type { Transaction } from '@/api/transactions';
import { useSelection } from '@/components/table/useSelection';
import type { Item } from './board';
import type { Board } from './useBoard';

export interface ChosenRows {
  ids: ReadonlySet<number | string>;
  rows: Transaction[];
  /** Select a row, or all rows of a head; with `range`, everything since the last one. */
  toggle: (item: Item, range?: boolean) => void;
  /** Select both ends of a step. */
  extend: (from: Item, to: Item) => void;
  clear: () => void;
  isPicking: boolean;
  setPicking: (isPicking: boolean) => void;
}

/** The rows that are selected, for acts on several at once. */
export function useChosenRows({ groups }: Board): ChosenRows {
  const rows = useMemo(() => groups.flatMap((group) => group.rows), [groups]);
  const order = useMemo(() => rows.map(({ id }) => id), [rows]);
  const { ids, toggle: toggleRow, replace, clear } = useSelection(order);
  const [isPicking, setPicking] = useState(false);
  const add = (more: readonly Transaction[]) => replace([...ids, ...more.map(({ id }) => id)]);
  const toggle = (item: Item, range = false) => {
    if (item.row) return toggleRow(item.row.id, range);
    const own = new Set<number | string>(item.rows.map(({ id }) => id));
    const isAll = [...own].every((id) => ids.has(id));
    return isAll ? replace([...ids].filter((id) => !own.has(id))) : add(item.rows);
  };
  const extend = (from: Item, to: Item) => add([from, to].flatMap(({ row }) => row ?? []));
  return { ids, rows: rows.filter(({ id }) => ids.has(id)), toggle, extend, clear, isPicking, setPicking };
}
