import { useInfiniteQuery } from '@tanstack/react-query';
import { $api, client } from './client';
import type { components } from './schema.gen';

export type Operation = components['schemas']['OperationOut'];
export type OperationDetail = components['schemas']['OperationDetail'];
export type RowChange = components['schemas']['RowChange'];

/** What was done, newest first, page after page. */
export const useOperations = () =>
  useInfiniteQuery({
    queryKey: ['get', '/api/operations'],
    initialPageParam: undefined as number | undefined,
    queryFn: async ({ pageParam, signal }) => {
      const { data } = await client.GET('/api/operations', {
        params: { query: { limit: 60, cursor: pageParam } },
        signal,
      });
      return data ?? { items: [], next_cursor: null };
    },
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
  });

/** One operation with the rows that it changed, the first 200. */
export const useOperation = (id: number) =>
  $api.useQuery('get', '/api/operations/{operation_id}', { params: { path: { operation_id: id } } });

/** Take an operation back, whole or not at all; an undo that is undone does the thing again. */
export const useUndo = () => $api.useMutation('post', '/api/operations/{operation_id}/undo', { meta: { quiet: true } });
