import { keepPreviousData } from '@tanstack/react-query';
import { $api } from './client';
import type { components } from './schema.gen';

export type DeletedTransaction = components['schemas']['DeletedTransactionOut'];

/** The log of deleted transactions, last deleted first. */
export const useDeleted = (search: string) =>
  $api.useInfiniteQuery(
    'get',
    '/api/transactions/deleted',
    { params: { query: { search: search || undefined, limit: 200 } } },
    {
      pageParamName: 'cursor',
      initialPageParam: null,
      getNextPageParam: ({ next_cursor }) => next_cursor,
      placeholderData: keepPreviousData,
    },
  );

export const useRestore = () => $api.useMutation('post', '/api/transactions/restore/{deleted_id}');

export const useBulkRestore = () => $api.useMutation('post', '/api/transactions/bulk-restore');

export const usePurgeOne = () => $api.useMutation('delete', '/api/transactions/deleted/{deleted_id}');

export const usePurgeAll = () => $api.useMutation('delete', '/api/transactions/deleted');
