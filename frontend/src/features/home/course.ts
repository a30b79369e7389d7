import type { HomeReport } from '@/api/home';
import type { TrendPoint } from '@/components/charts/TrendChart';
import { addMonths, type Month, monthOf } from '@/lib/months';

const dayOf = (month: Month, day: number): string => `${month}-${String(day).padStart(2, '0')}`;

/** The days of a month, each with what was spent by its end, this month and the last one. */
export function coursePoints({ month, course }: Pick<HomeReport, 'month' | 'course'>): TrendPoint[] {
  const days = Math.max(course.now.length, course.before.length);
  return Array.from({ length: days }, (_, index) => ({
    key: dayOf(month, index + 1),
    label: String(index + 1),
    figures: { now: course.now[index] ?? null, before: course.before[index] ?? null },
  }));
}

/** The address of a day's spending, or of the same day of the month before where this one has not come. */
export function dayAddress(key: string, daysGone: number): string {
  const day = Number(key.slice(8));
  const month = day <= daysGone ? monthOf(key) : addMonths(monthOf(key), -1);
  return `/spending?period=${dayOf(month, day)}..${dayOf(month, day)}`;
}
