import { useCallback } from 'react';
import { useSearchParams } from 'react-router';
import type { Compare } from '@/api/reports';
import { usePeriodParam } from '@/components/pickers/useAddress';
import { addMonths, currentMonth, type Month, monthOf, type Period, wholeMonths } from '@/lib/months';

export interface SpendingView {
  period: Period;
  setPeriod: (period: Period) => void;
  compare: Compare;
  accountId: number | null;
  /** Only what this lets pass, in the filter language. */
  filter: string;
  setFilter: (text: string) => void;
  /** The category whose months are drawn; `null` is everything. */
  category: string | null;
  set: (name: 'compare' | 'account_id' | 'category', value: string | null) => void;
}

const COMPARES: readonly string[] = ['previous', 'year_ago', 'none'] satisfies Compare[];

const isCompare = (text: string | null): text is Compare => text !== null && COMPARES.includes(text);

/** What the screen shows, kept in the address. */
export function useSpendingView(): SpendingView {
  const [params, setParams] = useSearchParams();
  const [period, setPeriod] = usePeriodParam();
  const set: SpendingView['set'] = useCallback(
    (name, value) =>
      setParams((before) => {
        const after = new URLSearchParams(before);
        if (value === null) after.delete(name);
        else after.set(name, value);
        return after;
      }),
    [setParams],
  );
  const setFilter = useCallback(
    (text: string) =>
      setParams(
        (before) => {
          const after = new URLSearchParams(before);
          if (text.trim()) after.set('filter', text);
          else after.delete('filter');
          return after;
        },
        { replace: true },
      ),
    [setParams],
  );
  const compare = params.get('compare');
  const accountId = Number(params.get('account_id'));
  return {
    period,
    setPeriod,
    compare: isCompare(compare) ? compare : 'previous',
    accountId: Number.isInteger(accountId) && accountId > 0 ? accountId : null,
    filter: params.get('filter') ?? '',
    setFilter,
    category: params.get('category'),
    set,
  };
}

/** Where twelve months end: with a year or one further back at its own end, else today. */
export function trendEnd(period: Period, today: Month = currentMonth()): Month {
  const last = monthOf(period.to);
  if (wholeMonths(period) >= 12) return last < today ? last : today;
  return last > addMonths(today, -12) ? today : last;
}
