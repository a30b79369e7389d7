/** Calendar months as `YYYY-MM` and days as `YYYY-MM-DD`: bank days have no time zone, so no `Date` travels. */

import { timeZone } from './household';

export type Month = string;
export type Day = string;

/** A stretch of days, both ends included. */
export interface Period {
  from: Day;
  to: Day;
}

const pad = (value: number): string => String(value).padStart(2, '0');

const parts = (text: string): [number, number, number] => {
  const [year = 0, month = 1, day = 1] = text.split('-').map(Number);
  return [year, month, day];
};

const utc = (day: Day): Date => new Date(Date.UTC(parts(day)[0], parts(day)[1] - 1, parts(day)[2]));

const dayOf = (moment: Date): Day =>
  `${moment.getUTCFullYear()}-${pad(moment.getUTCMonth() + 1)}-${pad(moment.getUTCDate())}`;

const inZone = (now: Date, zone: string): Day =>
  new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(now);

/** The owner's calendar day at a moment: in the household's time zone, or the browser's own. */
export function localDay(now: Date = new Date()): Day {
  const zone = timeZone.get();
  if (zone) return inZone(now, zone);
  return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
}

export const currentMonth = (now: Date = new Date()): Month => localDay(now).slice(0, 7);

export const monthOf = (day: Day): Month => day.slice(0, 7);

export const isMonth = (text: string): boolean => /^\d{4}-(0[1-9]|1[0-2])$/.test(text);

export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && dayOf(utc(text)) === text;
}

export function addMonths(month: Month, count: number): Month {
  const [year, number] = parts(month);
  const index = year * 12 + (number - 1) + count;
  return `${Math.floor(index / 12)}-${pad((index % 12) + 1)}`;
}

export function addDays(day: Day, count: number): Day {
  const moment = utc(day);
  moment.setUTCDate(moment.getUTCDate() + count);
  return dayOf(moment);
}

/** How many days lie from `from` to `to`, both counted. */
export const daysIn = ({ from, to }: Period): number =>
  Math.round((utc(to).getTime() - utc(from).getTime()) / 864e5) + 1;

export const firstDay = (month: Month): Day => `${month}-01`;

export const lastDay = (month: Month): Day => addDays(firstDay(addMonths(month, 1)), -1);

export const monthPeriod = (month: Month): Period => ({ from: firstDay(month), to: lastDay(month) });

/** The months from `first` to `last`, both included, oldest first. */
export function monthsBetween(first: Month, last: Month): Month[] {
  const months: Month[] = [];
  for (let month = first; month <= last; month = addMonths(month, 1)) months.push(month);
  return months;
}

/** How many whole calendar months a period is, or 0 when it is cut otherwise. */
export function wholeMonths({ from, to }: Period): number {
  const whole = from.endsWith('-01') && lastDay(monthOf(to)) === to && from <= to;
  return whole ? monthsBetween(monthOf(from), monthOf(to)).length : 0;
}

/** The period of the same length `steps` earlier (negative) or later: months stay months. */
export function shiftPeriod(period: Period, steps: number): Period {
  const months = wholeMonths(period);
  if (months > 0) {
    const shift = months * steps;
    return {
      from: firstDay(addMonths(monthOf(period.from), shift)),
      to: lastDay(addMonths(monthOf(period.to), shift)),
    };
  }
  const days = daysIn(period) * steps;
  return { from: addDays(period.from, days), to: addDays(period.to, days) };
}

/** As it stands in an address: `2026-05`, or `2026-01-01..2026-03-31`. */
export const periodToText = (period: Period): string =>
  wholeMonths(period) === 1 ? monthOf(period.from) : `${period.from}..${period.to}`;

/** What an address means, or `null` when it means nothing. */
export function periodFromText(text: string | null): Period | null {
  if (!text) return null;
  if (isMonth(text)) return monthPeriod(text);
  const [from = '', to = ''] = text.split('..');
  return isDay(from) && isDay(to) && from <= to ? { from, to } : null;
}

export interface NamedPeriod {
  label: string;
  period: Period;
}

/** The periods people ask for, as of `today`. */
export function commonPeriods(today: Day): NamedPeriod[] {
  const month = monthOf(today);
  const year = today.slice(0, 4);
  const lastYear = String(Number(year) - 1);
  const back = (count: number): Period => ({ from: firstDay(addMonths(month, 1 - count)), to: lastDay(month) });
  return [
    { label: 'This month', period: monthPeriod(month) },
    { label: 'Last month', period: monthPeriod(addMonths(month, -1)) },
    { label: 'Last 3 months', period: back(3) },
    { label: 'Last 12 months', period: back(12) },
    { label: 'This year', period: { from: `${year}-01-01`, to: `${year}-12-31` } },
    { label: 'Last year', period: { from: `${lastYear}-01-01`, to: `${lastYear}-12-31` } },
  ];
}
