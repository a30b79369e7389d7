import type { Cadence, RecurringAlert, Series } from '@/api/recurring';
import { formatDayShort } from '@/lib/formatting';
import { type Day, daysIn } from '@/lib/months';

export const CADENCES: { value: Cadence; label: string; per: string }[] = [
  { value: 'weekly', label: 'Weekly', per: 'a week' },
  { value: 'biweekly', label: 'Every 2 weeks', per: 'every 2 weeks' },
  { value: 'semimonthly', label: 'Twice a month', per: 'twice a month' },
  { value: 'monthly', label: 'Monthly', per: 'a month' },
  { value: 'quarterly', label: 'Quarterly', per: 'a quarter' },
  { value: 'yearly', label: 'Yearly', per: 'a year' },
];

const named = (cadence: Cadence) => CADENCES.find(({ value }) => value === cadence);

export const cadenceLabel = (cadence: Cadence): string => named(cadence)?.label ?? cadence;

/** `a month`, as it follows an amount. */
export const perCadence = (cadence: Cadence): string => named(cadence)?.per ?? cadence;

/** How far a day lies ahead, in words: `today`, `in 3 days`, `2 days ago`. */
export function fromToday(day: Day, today: Day): string {
  const ahead = day >= today ? daysIn({ from: today, to: day }) - 1 : 1 - daysIn({ from: day, to: today });
  if (ahead === 0) return 'today';
  if (ahead === 1) return 'tomorrow';
  if (ahead === -1) return 'yesterday';
  return ahead > 0 ? `in ${ahead} days` : `${-ahead} days ago`;
}

/** How long something went on: `2 years, 9 months`. */
export function howLong(from: Day, to: Day): string {
  const months = Math.max(1, Math.round(daysIn({ from, to }) / 30.44));
  const [years, rest] = [Math.floor(months / 12), months % 12];
  const inYears = years > 0 ? `${years} ${years === 1 ? 'year' : 'years'}` : '';
  const inMonths = rest > 0 ? `${rest} ${rest === 1 ? 'month' : 'months'}` : '';
  return [inYears, inMonths].filter(Boolean).join(', ');
}

/** What an alert is called where there is no room for its sentence. */
export const ALERT_TITLES: Record<RecurringAlert['kind'], string> = {
  price_rise: 'Price rise',
  late: 'Late',
  missed: 'Missed',
  charged_twice: 'Charged twice',
  same_service: 'Paid twice over',
  two_plans: 'Two plans',
  forgotten: 'Forgotten?',
  trial_turned_paid: 'Trial over',
};

/** When the next charge is due, or since when there is none any more. */
export function dueWords(series: Series, today: Day): string {
  if (series.late_since) return `Due ${formatDayShort(series.late_since)}`;
  if (series.next_on) return `${formatDayShort(series.next_on)}, ${fromToday(series.next_on, today)}`;
  return series.last_on ? `Last on ${formatDayShort(series.last_on)}` : 'No date';
}

export interface SeriesGroup {
  id: 'suggested' | 'confirmed' | 'pay' | 'ended' | 'dismissed';
  title: string;
  about: string;
  items: Series[];
}

/** The list in its groups; pay stands apart from what is paid. */
export function groupsOf(items: Series[]): SeriesGroup[] {
  const running = (status: Series['status']) => (series: Series) => series.status === status && !series.is_income;
  const groups: SeriesGroup[] = [
    {
      id: 'suggested',
      title: 'Found in your transactions',
      about: 'Confirm what is right; what you dismiss is never suggested again.',
      items: items.filter(running('suggested')),
    },
    { id: 'confirmed', title: 'Confirmed', about: '', items: items.filter(running('confirmed')) },
    {
      id: 'pay',
      title: 'Pay',
      about: '',
      items: items.filter(({ is_income, status }) => is_income && (status === 'suggested' || status === 'confirmed')),
    },
    { id: 'ended', title: 'Ended', about: '', items: items.filter(({ status }) => status === 'ended') },
    { id: 'dismissed', title: 'Dismissed', about: '', items: items.filter(({ status }) => status === 'dismissed') },
  ];
  return groups.filter((group) => group.items.length > 0);
}
