import { useMutation } from '@tanstack/react-query';
import { $api, client, operationIn } from './client';
import type { components } from './schema.gen';

export type Noticed = components['schemas']['NoticedOut'];
export type Insight = components['schemas']['InsightOut'];

const ACT = { meta: { stale: ['/api/insights/noticed', '/api/operations'] } };

/** What stands out today, weightiest first; without a number, as many as are worth a look at once. */
export const useNoticed = (limit?: number) =>
  $api.useQuery('get', '/api/insights/noticed', { params: { query: limit === undefined ? {} : { limit } } });

/** Put one aside until the next event of its kind; answers the operation's number. */
export const useDismissInsight = () =>
  useMutation({
    ...ACT,
    mutationFn: async (key: string) => {
      const { response } = await client.POST('/api/insights/noticed/dismiss', { body: { key } });
      return operationIn(response);
    },
  });

/** Show one again that was put aside; answers the operation's number. */
export const useRestoreInsight = () =>
  useMutation({
    ...ACT,
    mutationFn: async (key: string) => {
      const { response } = await client.POST('/api/insights/noticed/restore', { body: { key } });
      return operationIn(response);
    },
  });
