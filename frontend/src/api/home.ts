import { $api } from './client';
import type { components } from './schema.gen';

export type HomeReport = components['schemas']['HomeOut'];
export type Attention = components['schemas']['AttentionOut'];

/** How the month stands, and what needs attention. */
export const useHomeReport = () => $api.useQuery('get', '/api/reports/home');

/** Income and spending of the last twelve months, oldest first. */
export const useYearTrend = () =>
  $api.useQuery('get', '/api/transactions/monthly-trend', { params: { query: { months: 12 } } });

/** The newest transactions. */
export const useLatestTransactions = (count: number) =>
  $api.useQuery('get', '/api/transactions', { params: { query: { limit: count } } });
