import type { Cadence, Series, SeriesWish } from '@/api/recurring';
import { centsOf, centsText, dollarsOf, parseCents } from '@/lib/cents';
import type { Day } from '@/lib/months';

export interface SeriesFields {
  name: string;
  amount: string;
  isIncome: boolean;
  cadence: Cadence;
  nextOn: Day | null;
  endsOn: Day | null;
  category: string | null;
  accountId: number | null;
  notes: string;
}

export const fieldsOf = (series: Series | null): SeriesFields => ({
  name: series?.name ?? '',
  amount: series ? centsText(centsOf(series.amount)) : '',
  isIncome: series?.is_income ?? false,
  cadence: series?.cadence ?? 'monthly',
  nextOn: series?.next_on ?? null,
  endsOn: series?.ends_on ?? null,
  category: series?.category ?? null,
  accountId: series?.account_id ?? null,
  notes: series?.notes ?? '',
});

export const checkSeries = {
  name: (name: string) => (name.trim() ? null : 'Say what it is'),
  amount: (text: string) => (parseCents(text) ? null : 'Type an amount, such as 12.99'),
  nextOn: (day: Day | null) => (day ? null : 'Choose the day'),
  endsOn: (day: Day | null, fields: SeriesFields) =>
    day && fields.nextOn && day < fields.nextOn ? 'It ends before the next one' : null,
};

/** The fields as the server takes them. */
export function toSeries(fields: SeriesFields): SeriesWish {
  const cents = parseCents(fields.amount) ?? 0;
  return {
    name: fields.name.trim(),
    amount: dollarsOf(fields.isIncome ? -cents : cents),
    cadence: fields.cadence,
    next_on: fields.nextOn ?? '',
    ends_on: fields.endsOn,
    category: fields.category,
    account_id: fields.accountId,
    notes: fields.notes.trim() || null,
  };
}

/** Only what was changed: the rest goes on following the rows. */
export function changesOf(series: Series, fields: SeriesFields): Partial<Omit<SeriesWish, 'account_id'>> {
  const [before, after] = [toSeries(fieldsOf(series)), toSeries(fields)];
  const { account_id: _, ...rest } = after;
  const changed = Object.entries(rest).filter(([name, value]) => before[name as keyof SeriesWish] !== value);
  return Object.fromEntries(changed);
}
