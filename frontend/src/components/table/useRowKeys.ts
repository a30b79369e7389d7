import type { KeyboardEvent } from 'react';
import type { RowId, Selection } from './useSelection';

interface RowKeys<Row> {
  rows: readonly Row[];
  rowId: (row: Row) => RowId;
  current: number;
  moveTo: (index: number) => void;
  /** How many rows a page key skips. */
  pageRows: () => number;
  selection?: Selection;
  onOpen?: (row: Row) => void;
  onKey?: (key: string, row: Row, event: KeyboardEvent) => void;
}

/** Where a key leads from `current`, or `null` when it is no key for moving. */
export function destination(key: string, current: number, count: number, page: number): number | null {
  const moves: Record<string, number> = {
    ArrowDown: current + 1,
    j: current + 1,
    ArrowUp: current - 1,
    k: current - 1,
    PageDown: current + page,
    PageUp: current - page,
    Home: 0,
    End: count - 1,
  };
  const wanted = moves[key];
  return wanted === undefined ? null : Math.max(0, Math.min(count - 1, wanted));
}

/** Keys of a list: move, select (space, shift+arrows, Ctrl/Cmd-A, escape), open (enter); others go to `onKey`. */
export function useRowKeys<Row>(list: RowKeys<Row>): (event: KeyboardEvent) => void {
  const { rows, rowId, current, moveTo, pageRows, selection, onOpen, onKey } = list;
  const select = (event: KeyboardEvent, row: Row): boolean => {
    if (!selection) return false;
    if (event.key === ' ') selection.toggle(rowId(row), event.shiftKey);
    else if (event.key === 'a' && (event.ctrlKey || event.metaKey)) selection.replace(rows.map(rowId));
    else if (event.key === 'Escape' && selection.ids.size > 0) selection.clear();
    else return false;
    return true;
  };
  const move = (event: KeyboardEvent, row: Row): boolean => {
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const next = destination(key, current, rows.length, pageRows());
    const target = next === null ? undefined : rows[next];
    if (next === null || target === undefined) return false;
    if (event.shiftKey && selection) {
      if (!selection.ids.has(rowId(row))) selection.toggle(rowId(row));
      selection.toggle(rowId(target), true);
    }
    moveTo(next);
    return true;
  };
  return (event) => {
    const row = rows[current];
    if (row === undefined || event.target !== event.currentTarget) return;
    const opens = event.key === 'Enter' && onOpen;
    if (opens) onOpen(row);
    if (opens || select(event, row) || move(event, row)) {
      event.preventDefault();
      event.stopPropagation();
    } else onKey?.(event.key, row, event);
  };
}
