import { useInfiniteQuery } from '@tanstack/react-query';
import { $api, client } from './client';
import type { components } from './schema.gen';

export type OutboundRequest = components['schemas']['OutboundOut'];
export type OutboundSummary = components['schemas']['OutboundSummary'];
export type OutboundPurpose = components['schemas']['PurposeOut'];

export interface OutboundFilter {
  purpose?: OutboundPurpose['purpose'];
  host?: string;
  outcome?: OutboundRequest['outcome'];
}

const PAGE = 50;

/** What left this computer and what was kept from leaving, newest first. */
export const useOutbound = (filter: OutboundFilter) =>
  useInfiniteQuery({
    queryKey: ['get', '/api/outbound', filter],
    initialPageParam: undefined as number | undefined,
    queryFn: async ({ pageParam, signal }) => {
      const { data } = await client.GET('/api/outbound', {
        params: { query: { ...filter, limit: PAGE, before: pageParam } },
        signal,
      });
      return data ?? { items: [], next_before: null };
    },
    getNextPageParam: ({ next_before }) => next_before ?? undefined,
    staleTime: 0, // it grows by itself: whoever comes back sees what left meanwhile
  });

/** What may leave, and what did this month. */
export const useOutboundSummary = () => $api.useQuery('get', '/api/outbound/summary', {}, { staleTime: 0 });

/** What one request said; it never changes. */
export const useOutboundBody = (id: number) =>
  $api.useQuery('get', '/api/outbound/{request_id}/body', { params: { path: { request_id: id } } });

/** Say what may leave. It holds at once, for what runs by the clock as well. */
export const useTurnSwitches = () =>
  $api.useMutation('post', '/api/outbound/switches', {
    meta: { stale: ['/api/outbound', '/api/settings', '/api/connections', '/api/scheduler', '/api/home'] },
  });

/** Where the list is had as a file. */
export const outboundFile = (filter: OutboundFilter): string =>
  `/api/outbound/export?${new URLSearchParams({ ...filter })}`;
