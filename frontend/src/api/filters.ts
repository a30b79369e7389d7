import { keepPreviousData } from '@tanstack/react-query';
import { $api } from './client';
import type { components } from './schema.gen';

export type FilterField = components['schemas']['FieldOut'];
export type Completion = components['schemas']['CompletionOut'];
export type Completions = components['schemas']['CompletionsOut'];

/** The fields of the filter language, as they are the same as long as the app runs. */
export const useFilterFields = (enabled = true) =>
  $api.useQuery('get', '/api/filter/fields', {}, { staleTime: Number.POSITIVE_INFINITY, enabled });

/** What could be typed at a place, which counts whole characters; what was offered before stays meanwhile. */
export const useCompletions = (text: string, cursor: number, enabled: boolean) =>
  $api.useQuery(
    'get',
    '/api/filter/complete',
    { params: { query: { text, cursor } } },
    { enabled, placeholderData: keepPreviousData, staleTime: 60_000, retry: false },
  );

/** Whether a filter means something; the problem of one that doesn't tells its place. */
export const useFilterCheck = (text: string) =>
  $api.useQuery(
    'get',
    '/api/filter/check',
    { params: { query: { text } } },
    { enabled: text !== '', retry: false, staleTime: 60_000 },
  );
