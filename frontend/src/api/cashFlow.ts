import { keepPreviousData } from '@tanstack/react-query';
import type { Period } from '@/lib/months';
import { $api } from './client';
import type { components } from './schema.gen';

export type CashFlow = components['schemas']['CashFlowOut'];
export type CashFlowPeriod = components['schemas']['CashFlowPeriodOut'];
export type CashFlowNode = components['schemas']['CashFlowNodeOut'];
export type MoneyFlow = components['schemas']['MoneyFlowOut'];
export type FlowNode = components['schemas']['FlowNodeOut'];
export type Cut = CashFlow['by'];

/** What came in, went out and was left in each span of a year. */
export const useCashFlow = (year: number, by: Cut, accountId: number | null) =>
  $api.useQuery(
    'get',
    '/api/transactions/cash-flow',
    { params: { query: { year, by, account_id: accountId ?? undefined } } },
    { placeholderData: keepPreviousData },
  );

/** Where the money of a period came from and where it went. */
export const useMoneyFlow = (period: Period, accountId: number | null) =>
  $api.useQuery(
    'get',
    '/api/reports/money-flow',
    {
      params: {
        query: { start_date: period.from, end_date: period.to, account_id: accountId ?? undefined },
      },
    },
    { placeholderData: keepPreviousData },
  );
