import { keepPreviousData } from '@tanstack/react-query';
import type { Day } from '@/lib/months';
import { $api } from './client';
import type { components } from './schema.gen';

export type NetWorth = components['schemas']['NetWorthOut'];
export type WorthChange = components['schemas']['WorthChangeOut'];
export type WorthSpan = components['schemas']['WorthSpanOut'];
export type AccountWorth = components['schemas']['AccountWorthOut'];
export type BalanceHistory = components['schemas']['BalanceHistoryOut'];
export type BalanceGap = components['schemas']['BalanceGapOut'];
export type Statement = components['schemas']['StatedBalanceOut'];
export type Reason = components['schemas']['ReasonOut'];
export type LikelyRow = components['schemas']['LikelyRowOut'];

export interface WorthQuestion {
  by: 'month' | 'day';
  /** How far back; without any, all. */
  months?: number;
}

const ALL = 1200;

/** What all accounts hold less what they owe, over time, and what changed it. */
export const useNetWorth = ({ by, months = ALL }: WorthQuestion) =>
  $api.useQuery(
    'get',
    '/api/reports/net-worth',
    { params: { query: { by, months } } },
    { placeholderData: keepPreviousData },
  );

interface HistoryQuestion {
  accountId: number;
  by: 'month' | 'day';
  start?: Day;
}

/** How one account's balance went, what was stated, and where its rows lead elsewhere. */
export const useBalanceHistory = ({ accountId, by, start }: HistoryQuestion) =>
  $api.useQuery(
    'get',
    '/api/accounts/{account_id}/balances',
    { params: { path: { account_id: accountId }, query: { by, start } } },
    { placeholderData: keepPreviousData },
  );

/** What may explain a gap, the likeliest first. */
export const useGap = (accountId: number, key: string) =>
  $api.useQuery('get', '/api/accounts/{account_id}/gaps/{key}', {
    params: { path: { account_id: accountId, key } },
  });

/** Accept a gap: a transaction of just its size. */
export const useAdjust = () => $api.useMutation('post', '/api/accounts/{account_id}/gaps/{key}/adjustment');

export const useAddBalance = () =>
  $api.useMutation('post', '/api/accounts/{account_id}/balances/stated', { meta: { quiet: true } });

export const useEditBalance = () =>
  $api.useMutation('patch', '/api/accounts/{account_id}/balances/{balance_id}', { meta: { quiet: true } });

export const useDeleteBalance = () => $api.useMutation('delete', '/api/accounts/{account_id}/balances/{balance_id}');
