import { keepPreviousData } from '@tanstack/react-query';
import type { Month, Period } from '@/lib/months';
import { $api } from './client';
import type { components } from './schema.gen';

export type SpendingReport = components['schemas']['SpendingReportOut'];
export type SpendingNode = components['schemas']['SpendingNodeOut'];
export type MonthTotals = components['schemas']['MonthTotalsOut'];
export type Compare = 'previous' | 'year_ago' | 'none';

interface SpendingQuestion {
  period: Period;
  compare: Compare;
  accountId: number | null;
  /** In the filter language. */
  filter?: string;
}

/** Where the money of a period went; a period under way is compared with as many days of the other. */
export const useSpending = ({ period, compare, accountId, filter }: SpendingQuestion) =>
  $api.useQuery(
    'get',
    '/api/reports/spending',
    {
      params: {
        query: {
          start_date: period.from,
          end_date: period.to,
          compare,
          to_date: true,
          account_id: accountId ?? undefined,
          filter: filter?.trim() || undefined,
        },
      },
    },
    { placeholderData: keepPreviousData },
  );

interface TrendQuestion {
  last: Month;
  months?: number;
  /** A category's key: only it and its subcategories. */
  category?: string | null;
  accountId?: number | null;
  /** In the filter language. */
  filter?: string;
}

/** Income, spending and what was left, month by month, oldest first. */
export const useTrend = ({ last, months = 12, category, accountId, filter }: TrendQuestion) =>
  $api.useQuery(
    'get',
    '/api/transactions/monthly-trend',
    {
      params: {
        query: {
          last,
          months,
          category: category ?? undefined,
          account_id: accountId ?? undefined,
          filter: filter?.trim() || undefined,
        },
      },
    },
    { placeholderData: keepPreviousData },
  );

/** The years that hold transactions, newest first. */
export const useYears = () => $api.useQuery('get', '/api/transactions/years');
