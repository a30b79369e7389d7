import { useCallback, useMemo, useRef, useState } from 'react';

export type RowId = number | string;

export interface Selection {
  ids: ReadonlySet<RowId>;
  /** Turn one row on or off; with `range`, everything from the last one touched to this one. */
  toggle: (id: RowId, range?: boolean) => void;
  /** Select exactly these. */
  replace: (ids: Iterable<RowId>) => void;
  clear: () => void;
}

/** The stretch of `order` between two of its members, in order. */
export function stretch(order: readonly RowId[], from: RowId, to: RowId): RowId[] {
  const [start, end] = [order.indexOf(from), order.indexOf(to)].sort((a, b) => a - b);
  return start === undefined || end === undefined || start < 0 ? [to] : order.slice(start, end + 1);
}

/**
 * Which rows of a list are selected. `order` is the list as it stands on screen, for ranges; rows that
 * leave the list leave the selection.
 */
export function useSelection(order: readonly RowId[]): Selection {
  const [chosen, setChosen] = useState<ReadonlySet<RowId>>(new Set());
  const anchor = useRef<RowId | null>(null);
  const latest = useRef(order);
  latest.current = order;

  const ids = useMemo(() => {
    const present = new Set(order);
    return new Set([...chosen].filter((id) => present.has(id)));
  }, [chosen, order]);

  const toggle = useCallback((id: RowId, range = false) => {
    const from = anchor.current;
    anchor.current = id;
    setChosen((before) => {
      const after = new Set(before);
      if (range && from !== null) for (const each of stretch(latest.current, from, id)) after.add(each);
      else if (!after.delete(id)) after.add(id);
      return after;
    });
  }, []);

  const replace = useCallback((wanted: Iterable<RowId>) => setChosen(new Set(wanted)), []);
  const clear = useCallback(() => {
    anchor.current = null;
    setChosen(new Set());
  }, []);
  return useMemo(() => ({ ids, toggle, replace, clear }), [ids, toggle, replace, clear]);
}
