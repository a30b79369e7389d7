import { $api } from './client';
import type { components } from './schema.gen';

export type Consistency = components['schemas']['ConsistencyOut'];
export type Check = components['schemas']['CheckOut'];
export type Finding = components['schemas']['FindingOut'];

const WHILE_CHECKING = 1_000;
const WHILE_IT_RESTS = 5_000;
const OTHERWISE = 60_000;

/** How soon to ask again: often while a check runs, and soon where the file has changed since the last one. */
export function askAgainIn(data: Consistency | undefined): number {
  if (data?.is_checking) return WHILE_CHECKING;
  return data?.is_current ? OTHERWISE : WHILE_IT_RESTS;
}

/** Whether the books are consistent; asking lets the server check what has changed. */
export const useConsistency = (isEnabled = true) =>
  $api.useQuery(
    'get',
    '/api/consistency',
    {},
    { enabled: isEnabled, refetchInterval: ({ state }) => askAgainIn(state.data) },
  );

/** Begin to check everything, thoroughly. */
export const useCheckNow = () =>
  $api.useMutation('post', '/api/consistency/check', { meta: { stale: ['/api/consistency'] } });

/** Mend what a check finds. */
export const useRepair = () => $api.useMutation('post', '/api/consistency/repair');
