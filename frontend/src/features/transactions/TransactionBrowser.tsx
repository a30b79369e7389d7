import { type RefObject, useCallback, useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import {
  type Transaction,
  type TransactionQuery,
  useDeleteTransaction,
  useTransactions,
  useTransactionTotals,
} from '@/api/transactions';
import { whenDone } from '@/api/whenDone';
import { Answer } from '@/components/Answer';
import { LoadingState } from '@/components/LoadingState';
import { type Selection, useSelection } from '@/components/table/useSelection';
import { transactionName } from '@/components/transactions/transactionName';
import { showDone } from '@/components/undoToast';
import { useShortcuts } from '@/components/useShortcuts';
import { BulkActions } from './BulkActions';
import { TransactionDrawer } from './drawer/TransactionDrawer';
import { type Filter, isFiltered, NO_FILTER } from './filter';
import { NothingFound } from './NothingFound';
import { focusList, TransactionTable } from './TransactionTable';
import { useOrder } from './useOrder';

interface TransactionBrowserProps {
  filter: Filter;
  query: TransactionQuery;
  isReady: boolean;
  onFilter: (fields: Partial<Filter>) => void;
  onAdd: () => void;
  frame: RefObject<HTMLDivElement | null>;
}

/** Which transaction's drawer is open, kept in the address. */
function useOpenRow(): [number | null, (id: number | null) => void] {
  const [params, setParams] = useSearchParams();
  const open = useCallback(
    (id: number | null) =>
      setParams(
        (before) => {
          const after = new URLSearchParams(before);
          if (id === null) after.delete('open');
          else after.set('open', String(id));
          return after;
        },
        { replace: true },
      ),
    [setParams],
  );
  return [Number(params.get('open')) || null, open];
}

/** A selection that may mean everything the filter finds; choosing rows anew ends that. */
function useWholeSelection(order: number[]): [Selection, boolean, () => void] {
  const chosen = useSelection(order);
  const [whole, setWhole] = useState<ReadonlySet<unknown> | null>(null);
  return [chosen, whole !== null && whole === chosen.ids, () => setWhole(chosen.ids)];
}

/** The list with what can be done to its rows. */
export function TransactionBrowser(props: TransactionBrowserProps) {
  const { filter, query, isReady, onFilter, onAdd, frame } = props;
  const [order, sortBy] = useOrder();
  const list = useTransactions(query, order, isReady);
  const totals = useTransactionTotals(query, isReady);
  /** Not before it is known: the count of the last search would be shown with the rows of this one. */
  const total = totals.isPlaceholderData ? undefined : totals.data?.count;
  const rows = useMemo(() => list.data?.pages.flatMap(({ items }) => items) ?? [], [list.data]);
  const ids = useMemo(() => rows.map(({ id }) => id), [rows]);
  const [selection, isWhole, chooseWhole] = useWholeSelection(ids);
  const [isPicking, setPicking] = useState(false);
  const [openId, open] = useOpenRow();
  const { mutateAsync: remove } = useDeleteTransaction();
  const toList = () => focusList(frame);
  useShortcuts([
    { keys: 'c', label: 'Change the category', group: 'Transactions', run: toList },
    { keys: 'e', label: 'Write notes', group: 'Transactions', run: toList },
    { keys: 'space', label: 'Select; with Shift a stretch', group: 'Transactions', isListed: true, run: toList },
    { keys: 'enter', label: 'Open', group: 'Transactions', isListed: true, run: toList },
    { keys: 'delete', label: 'Delete', group: 'Transactions', run: toList },
  ]);
  const removeRow = (row: Transaction) =>
    whenDone(remove({ params: { path: { transaction_id: row.id } } }), (data) => {
      if (openId === row.id) open(null);
      showDone(data, `Deleted ${transactionName(row)}.`);
    });
  const step = (by: number) => {
    const next = rows[ids.indexOf(openId ?? 0) + by];
    if (next) open(next.id);
  };
  return (
    <>
      <Answer
        query={list}
        loading={<LoadingState count={14} height={30} />}
        isEmpty={() => rows.length === 0}
        empty={<NothingFound isFiltered={isFiltered(filter)} onClear={() => onFilter(NO_FILTER)} onAdd={onAdd} />}
      >
        {() => (
          <TransactionTable
            rows={rows}
            total={total}
            order={order}
            onSort={sortBy}
            selection={selection}
            onOpen={({ id }) => open(id)}
            onDelete={removeRow}
            onCategoryOfSelection={() => setPicking(true)}
            hasMore={list.hasNextPage}
            isLoadingMore={list.isFetchingNextPage}
            onLoadMore={list.fetchNextPage}
            frame={frame}
          />
        )}
      </Answer>
      <BulkActions
        selection={selection}
        rows={rows}
        query={query}
        total={total}
        isWhole={isWhole}
        onWhole={chooseWhole}
        isPicking={isPicking}
        onPicked={() => setPicking(false)}
      />
      <TransactionDrawer id={openId} onClose={() => open(null)} onOpen={open} onStep={step} onDelete={removeRow} />
    </>
  );
}
