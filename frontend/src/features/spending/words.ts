import type { SpendingReport } from '@/api/reports';
import { formatDayShort, formatPeriod } from '@/lib/formatting';
import { type Day, localDay, type Period, wholeMonths } from '@/lib/months';

/** A period in running text: days of one year need no year. */
export function periodWords(period: Period): string {
  const sameYear = period.from.slice(0, 4) === period.to.slice(0, 4);
  if (wholeMonths(period) > 0 || !sameYear) return formatPeriod(period);
  return `${formatDayShort(period.from)} – ${formatDayShort(period.to)}`;
}

/** What the report was compared with, in words; `null` when with nothing. */
export function comparedWith(report: SpendingReport): string | null {
  const { previous_start_date: from, previous_end_date: to } = report;
  return from && to ? periodWords({ from, to }) : null;
}

/** Whether the period has begun and is not over. */
export const isUnderWay = ({ from, to }: Period, today: Day = localDay()): boolean => from <= today && today < to;
