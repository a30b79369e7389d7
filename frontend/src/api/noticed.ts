import { $api } from './client';
import type { components } from './schema.gen';

export type Noticed = components['schemas']['NoticedOut'];
export type Insight = components['schemas']['InsightOut'];

const ACT = { meta: { stale: ['/api/insights/noticed', '/api/operations'] } };

/** What stands out today, weightiest first; without a number, as many as are worth a look at once. */
export const useNoticed = (limit?: number) =>
  $api.useQuery('get', '/api/insights/noticed', { params: { query: limit === undefined ? {} : { limit } } });

/** Put one aside until the next event of its kind. */
export const useDismissInsight = () => $api.useMutation('post', '/api/insights/noticed/dismiss', ACT);

export const useRestoreInsight = () => $api.useMutation('post', '/api/insights/noticed/restore', ACT);
