import { type InfiniteData, keepPreviousData } from '@tanstack/react-query';
import { $api } from './client';
import { queryClient } from './queryClient';
import type { components, paths } from './schema.gen';

export type Transaction = components['schemas']['TransactionOut'];
export type TransactionList = components['schemas']['TransactionList'];
export type Split = components['schemas']['SplitOut'];
export type Learned = components['schemas']['LearnedOut'];
export type Why = components['schemas']['WhyOut'];

type ListQuery = NonNullable<paths['/api/transactions']['get']['parameters']['query']>;

/** Which transactions: the same words for lists, totals and bulk edits. */
export type TransactionQuery = NonNullable<paths['/api/transactions/totals']['get']['parameters']['query']>;

export interface TransactionOrder {
  sort: NonNullable<ListQuery['sort']>;
  order: 'asc' | 'desc';
}

const PAGE = 200;

/**
 * The transactions that `query` means, page by page; the rows of before stay until the new ones are here.
 * How many they are comes with the totals: a search would have to read every row before the first is shown.
 */
export const useTransactions = (query: TransactionQuery, order: TransactionOrder, enabled = true) =>
  $api.useInfiniteQuery(
    'get',
    '/api/transactions',
    { params: { query: { ...query, ...order, limit: PAGE, count: false } } },
    {
      pageParamName: 'cursor',
      initialPageParam: null,
      getNextPageParam: ({ next_cursor }) => next_cursor,
      placeholderData: keepPreviousData,
      // Comparing tens of thousands of rows with their former selves would cost more than drawing the forty in sight.
      structuralSharing: false,
      refetchOnWindowFocus: (list) => !isDeepList(list),
      enabled,
    },
  );

/** Where the transactions that `query` means can be fetched as a table for a spreadsheet. */
export function sheetAddress(query: TransactionQuery): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null) params.append(name, String(one));
    }
  }
  return `/api/export/transactions?${params}`;
}

/** How many they are and what they add up to. */
export const useTransactionTotals = (query: TransactionQuery, enabled = true) =>
  $api.useQuery(
    'get',
    '/api/transactions/totals',
    { params: { query } },
    { placeholderData: keepPreviousData, enabled },
  );

export const useTransaction = (id: number) =>
  $api.useQuery('get', '/api/transactions/{transaction_id}', { params: { path: { transaction_id: id } } });

/** Why it has its category, in a sentence and in the evidence. */
export const useWhy = (id: number) =>
  $api.useQuery('get', '/api/transactions/{transaction_id}/why', { params: { path: { transaction_id: id } } });

/** The tags in use. */
export const useTags = () => $api.useQuery('get', '/api/tags', {}, { staleTime: 60_000 });

const isList = (data: unknown): data is InfiniteData<TransactionList> =>
  typeof data === 'object' && data !== null && 'pages' in data;

/** More pages than this are not asked for again because of one row, which is known already. */
const DEEP = 10;

const isDeepList = ({ state: { data } }: { state: { data?: unknown } }): boolean =>
  isList(data) && data.pages.length > DEEP;

/** Change the rows of every list on screen at once. */
function changeRows(change: (items: Transaction[]) => Transaction[]): void {
  queryClient.setQueriesData({ queryKey: ['get', '/api/transactions'] }, (data: unknown) => {
    if (!isList(data)) return data;
    return { ...data, pages: data.pages.map((page) => ({ ...page, items: change(page.items) })) };
  });
}

/** Ask again for everything else that one row's change may have made stale. */
function refreshAround(): void {
  queryClient.invalidateQueries({ predicate: (query) => !isDeepList(query) });
  queryClient.invalidateQueries({ predicate: isDeepList, refetchType: 'none' });
}

function showChanged(row: Transaction): void {
  changeRows((items) =>
    items.some(({ id }) => id === row.id) ? items.map((item) => (item.id === row.id ? row : item)) : items,
  );
  refreshAround();
}

function showDeleted(id: number): void {
  changeRows((items) => items.filter((item) => item.id !== id));
  refreshAround();
}

/** One row is changed on screen by hand, so the write itself makes nothing stale. */
const ONE_ROW = { meta: { stale: [] } };

export const useAddTransaction = () => $api.useMutation('post', '/api/transactions', { meta: { quiet: true } });

export const useEditTransaction = () =>
  $api.useMutation('patch', '/api/transactions/{transaction_id}', { ...ONE_ROW, onSuccess: showChanged });

export const useSplitTransaction = () =>
  $api.useMutation('put', '/api/transactions/{transaction_id}/splits', { ...ONE_ROW, onSuccess: showChanged });

export const useDeleteTransaction = () =>
  $api.useMutation('delete', '/api/transactions/{transaction_id}', {
    ...ONE_ROW,
    onSuccess: (_data, { params }) => showDeleted(params.path.transaction_id),
  });

export const useBulkDelete = () => $api.useMutation('post', '/api/transactions/bulk-delete');

export const useBulkEdit = () => $api.useMutation('post', '/api/transactions/bulk-edit');

export const useSettleDuplicate = () => $api.useMutation('post', '/api/transactions/{transaction_id}/duplicate');

/** Answer to something learned: keep it, forget it, or never learn about this merchant. */
export const useAnswerLearned = () => $api.useMutation('post', '/api/learning/{mapping_id}');
