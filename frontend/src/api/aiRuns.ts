import { $api } from './client';
import type { components } from './schema.gen';

export type Asking = components['schemas']['AiAskingOut'];
export type AiRun = components['schemas']['AiRunOut'];
export type AiPreview = components['schemas']['AiPreviewOut'];
export type AiQuestion = components['schemas']['AiQuestionOut'];

const OFTEN_MS = 1000;
const STALE = { meta: { stale: ['/api/ai/categorize'] } };

/** What there is to ask the AI about, and how the latest run stands; asked often while one goes on. */
export const useAsking = () =>
  $api.useQuery(
    'get',
    '/api/ai/categorize',
    {},
    { refetchInterval: ({ state }) => (state.data?.run?.state === 'running' ? OFTEN_MS : false) },
  );

/** Every request that would be sent now, word for word; never one of before. */
export const useAiPreview = (isWanted: boolean) =>
  $api.useQuery('get', '/api/ai/categorize/preview', {}, { enabled: isWanted, gcTime: 0, staleTime: 0 });

/** Send exactly what was previewed. */
export const useStartAsking = () =>
  $api.useMutation('post', '/api/ai/categorize', { meta: { ...STALE.meta, quiet: true } });

/** Stop after the request that is under way. */
export const useStopAsking = () => $api.useMutation('delete', '/api/ai/categorize', STALE);
