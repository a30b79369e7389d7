import { $api } from './client';
import type { components } from './schema.gen';

export type Ai = components['schemas']['AiOut'];
export type AiModel = components['schemas']['ModelOut'];
export type AiTerms = components['schemas']['TermsOut'];

const STALE = { meta: { quiet: true, stale: ['/api/ai'] } };

/** Whether an AI can be asked, what it may be told, and what it has cost this month. */
export const useAi = () => $api.useQuery('get', '/api/ai');

/** The models that the provider offers; it is asked only when the owner wants the list. */
export const useOfferedModels = (isWanted: boolean) =>
  $api.useQuery('get', '/api/ai/models', {}, { enabled: isWanted, retry: false, staleTime: Infinity });

/** Agree to what is sent, by the terms that were shown. */
export const useAgree = () => $api.useMutation('post', '/api/ai/consent', STALE);

/** Take consent back. */
export const useWithdraw = () => $api.useMutation('delete', '/api/ai/consent', STALE);

/** Ask each chosen model a short question. */
export const useTestAi = () => $api.useMutation('post', '/api/settings/test/{service}', STALE);
