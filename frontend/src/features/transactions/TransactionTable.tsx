import { type KeyboardEvent, type RefObject, useCallback } from 'react';
import type { Transaction, TransactionOrder } from '@/api/transactions';
import type { Sort } from '@/components/table/columns';
import { DataTable } from '@/components/table/DataTable';
import type { Selection } from '@/components/table/useSelection';
import { useIsPhone, useShownColumns } from '@/components/table/useShownColumns';
import { transactionName } from '@/components/transactions/transactionName';
import { formatDay } from '@/lib/formatting';
import { PhoneRow } from './cells/PhoneRow';
import { editedCell } from './editing';
import { useColumns } from './useColumns';

interface TransactionTableProps {
  rows: Transaction[];
  /** Comes after the first rows. */
  total: number | undefined;
  order: TransactionOrder;
  onSort: (sort: Sort) => void;
  selection: Selection;
  onOpen: (row: Transaction) => void;
  onDelete: (row: Transaction) => void;
  /** `c` while rows are selected. */
  onCategoryOfSelection: () => void;
  hasMore: boolean;
  isLoadingMore: boolean;
  onLoadMore: () => void;
  /** Around the list, so that the keyboard can be led back into it. */
  frame: RefObject<HTMLDivElement | null>;
}

const rowId = ({ id }: Transaction): number => id;

const rowLabel = (row: Transaction): string => `${transactionName(row)}, ${formatDay(row.date)}`;

const phoneRow = (row: Transaction) => <PhoneRow row={row} />;

/** Lead the keyboard back into the list. */
export function focusList(frame: RefObject<HTMLDivElement | null>): void {
  frame.current?.querySelector<HTMLElement>('[role="grid"]')?.focus({ preventScroll: true });
}

/** The list itself: scrolls by itself, sorts by its heads, edits in place. */
export function TransactionTable(props: TransactionTableProps) {
  const { rows, order, selection, frame, onOpen, onDelete, onCategoryOfSelection } = props;
  const backToList = useCallback(() => focusList(frame), [frame]);
  const columns = useColumns(backToList);
  const shown = useShownColumns(columns);
  const isPhone = useIsPhone();
  /** In place, where the window has room for the cell; else in the drawer. */
  const edit = (row: Transaction, field: 'category' | 'notes') => {
    const isInSight = !isPhone && shown.some(({ id }) => id === field);
    if (isInSight) editedCell.set({ id: row.id, field });
    else onOpen(row);
  };
  const onKey = (key: string, row: Transaction, event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (key === 'c' && selection.ids.size > 0) onCategoryOfSelection();
    else if (key === 'c') edit(row, 'category');
    else if (key === 'e') edit(row, 'notes');
    else if (key === 'Delete') onDelete(row);
    else return;
    event.preventDefault();
  };
  return (
    <div ref={frame} style={{ display: 'contents' }}>
      <DataTable
        label="Transactions"
        rows={rows}
        rowId={rowId}
        rowLabel={rowLabel}
        columns={columns}
        compact={phoneRow}
        sort={{ by: order.sort, order: order.order }}
        onSort={props.onSort}
        selection={selection}
        onOpen={onOpen}
        onKey={onKey}
        hasMore={props.hasMore}
        isLoadingMore={props.isLoadingMore}
        onLoadMore={props.onLoadMore}
        total={props.total}
        autoFocus
      />
    </div>
  );
}
