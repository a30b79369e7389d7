import { useInfiniteQuery } from '@tanstack/react-query';
import { $api, client } from './client';
import type { components } from './schema.gen';

export type SyncRun = components['schemas']['RunOut'];
export type ScheduledJob = components['schemas']['ScheduledJobOut'];

export interface RunFilter {
  connection_id?: number;
  account_id?: number;
  status?: SyncRun['status'];
}

const PAGE = 50;
const SOON_MS = 2_000;

/** Attempts to bring logins up to date, newest first; asked again and again while one of them runs. */
export const useRuns = (filter: RunFilter) =>
  useInfiniteQuery({
    queryKey: ['get', '/api/sync/runs', filter],
    initialPageParam: undefined as number | undefined,
    queryFn: async ({ pageParam, signal }) => {
      const { data } = await client.GET('/api/sync/runs', {
        params: { query: { ...filter, limit: PAGE, before: pageParam } },
        signal,
      });
      return data ?? { items: [], next_before: null };
    },
    getNextPageParam: ({ next_before }) => next_before ?? undefined,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ items }) => items.some(({ status }) => status === 'running')) ? SOON_MS : false,
  });

/** What runs by the clock. */
export const useScheduler = () =>
  $api.useQuery(
    'get',
    '/api/scheduler',
    {},
    { refetchInterval: ({ state }) => (state.data?.items.some(({ is_running }) => is_running) ? SOON_MS : false) },
  );

const STALE = { meta: { stale: ['/api/scheduler', '/api/sync'] } };

export const useRunJob = () => $api.useMutation('post', '/api/scheduler/{name}/run', STALE);

export const usePauseJob = () => $api.useMutation('post', '/api/scheduler/{name}/pause', STALE);

export const useResumeJob = () => $api.useMutation('post', '/api/scheduler/{name}/resume', STALE);
