import { useCallback } from 'react';
import { useSearchParams } from 'react-router';
import {
  currentMonth,
  isMonth,
  type Month,
  monthPeriod,
  type Period,
  periodFromText,
  periodToText,
} from '@/lib/months';

/** A screen's month, kept in the address (`?month=2026-05`); the present one needs no words. */
export function useMonthParam(): [Month, (month: Month) => void] {
  const [params, setParams] = useSearchParams();
  const given = params.get('month') ?? '';
  const change = useCallback(
    (month: Month) =>
      setParams(
        (before) => new URLSearchParams([...before].filter(([name]) => name !== 'month').concat([['month', month]])),
      ),
    [setParams],
  );
  return [isMonth(given) ? given : currentMonth(), change];
}

/** A screen's period, kept in the address (`?period=2026-05` or `?period=2026-01-01..2026-03-31`). */
export function usePeriodParam(otherwise: Period = monthPeriod(currentMonth())): [Period, (period: Period) => void] {
  const [params, setParams] = useSearchParams();
  const change = useCallback(
    (period: Period) =>
      setParams(
        (before) =>
          new URLSearchParams(
            [...before].filter(([name]) => name !== 'period').concat([['period', periodToText(period)]]),
          ),
      ),
    [setParams],
  );
  return [periodFromText(params.get('period')) ?? otherwise, change];
}
