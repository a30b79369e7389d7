import type { MouseEvent } from 'react';
import type { RowId, Selection } from './useSelection';

interface RowClicks<Row> {
  rows: readonly Row[];
  rowId: (row: Row) => RowId;
  setCurrent: (index: number) => void;
  selection?: Selection;
  onOpen?: (row: Row) => void;
}

const CONTROLS = 'a, button, input, select, label, [role="combobox"], [role="option"]';

/** One listener for all rows: a click on the box selects, with shift a whole stretch; elsewhere it opens. */
export function useRowClicks<Row>({ rows, rowId, setCurrent, selection, onOpen }: RowClicks<Row>) {
  return (event: MouseEvent): void => {
    if (!(event.target instanceof Element) || !event.currentTarget.contains(event.target)) return;
    const index = Number(event.target.closest('tr')?.dataset.index);
    const row = rows[index];
    if (row === undefined) return;
    setCurrent(index);
    const isOnBox = event.target.closest('td')?.querySelector(':scope > [data-select]');
    if (selection && (isOnBox || event.shiftKey)) selection.toggle(rowId(row), event.shiftKey);
    else if (!event.target.closest(CONTROLS)) onOpen?.(row);
  };
}
