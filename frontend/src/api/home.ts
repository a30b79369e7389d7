import type { Month } from '@/lib/months';
import { $api } from './client';
import type { components } from './schema.gen';

export type HomeReport = components['schemas']['HomeOut'];
export type Attention = components['schemas']['AttentionOut'];

/** How the month stands, and what needs attention. */
export const useHomeReport = () => $api.useQuery('get', '/api/reports/home');

/** Income and spending of twelve months up to `last`, oldest first. */
export const useYearTrend = (last: Month) =>
  $api.useQuery('get', '/api/transactions/monthly-trend', { params: { query: { months: 12, last } } });

export const SHOWN_ON_HOME = 8;

/** The newest transactions. */
export const useLatestTransactions = (count: number) =>
  $api.useQuery('get', '/api/transactions', { params: { query: { limit: count } } });
