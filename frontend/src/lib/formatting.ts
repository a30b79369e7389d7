import { currency, timeZone } from './household';
import { type Day, type Month, monthOf, type Period, wholeMonths } from './months';

const LOCALE = 'en-US';

const counts = new Intl.NumberFormat(LOCALE);
const percents = new Intl.NumberFormat(LOCALE, { style: 'percent', maximumFractionDigits: 0 });

/** How much of an amount is written: to the cent, to the dollar, or `$1.2K` for an axis. */
export type MoneyPrecision = 'cents' | 'dollars' | 'short';

const MONEY_OPTIONS: Record<MoneyPrecision, Intl.NumberFormatOptions> = {
  cents: {},
  dollars: { maximumFractionDigits: 0 },
  short: { notation: 'compact', maximumFractionDigits: 1 },
};

/** Makes a formatter again only when what it depends on has changed. */
function remade<K, F>(key: () => K, make: (key: K) => F): () => F {
  let made: { key: K; format: F } | null = null;
  return () => {
    const wanted = key();
    if (made === null || made.key !== wanted) made = { key: wanted, format: make(wanted) };
    return made.format;
  };
}

const moneyFormat = (precision: MoneyPrecision) =>
  remade(
    currency.get,
    (code) => new Intl.NumberFormat(LOCALE, { style: 'currency', currency: code, ...MONEY_OPTIONS[precision] }),
  );

const MONEY_FORMATS: Record<MoneyPrecision, () => Intl.NumberFormat> = {
  cents: moneyFormat('cents'),
  dollars: moneyFormat('dollars'),
  short: moneyFormat('short'),
};

/** An amount without its sign: the sign's meaning is decided by `<Money>`. */
export function formatMagnitude(amount: number, precision: MoneyPrecision = 'cents'): string {
  return MONEY_FORMATS[precision]().format(Math.abs(amount));
}

export const formatCount = (count: number): string => counts.format(count);

/** A ratio in 0–1 as a percentage. */
export const formatPercent = (ratio: number): string => percents.format(ratio);

/** `3 transactions`, `1 transaction`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

const atNoon = (day: Day): Date => new Date(`${day}T12:00:00Z`);

function dateFormat(options: Intl.DateTimeFormatOptions): (day: Day) => string {
  const format = new Intl.DateTimeFormat(LOCALE, { timeZone: 'UTC', ...options });
  return (day) => format.format(atNoon(day));
}

/** `May 3, 2026` */
export const formatDay = dateFormat({ month: 'short', day: 'numeric', year: 'numeric' });

/** `May 3` */
export const formatDayShort = dateFormat({ month: 'short', day: 'numeric' });

/** `Sunday, May 3, 2026` */
export const formatDayLong = dateFormat({ weekday: 'long', month: 'long', day: 'numeric', year: 'numeric' });

const monthYear = dateFormat({ month: 'long', year: 'numeric' });
const monthYearShort = dateFormat({ month: 'short', year: 'numeric' });
const monthShort = dateFormat({ month: 'short' });

/** `May 2026` */
export const formatMonth = (month: Month): string => monthYear(`${month}-01`);

/** `May 2026` in as little room as it takes: for an axis over years. */
export const formatMonthShort = (month: Month): string => monthYearShort(`${month}-01`);

/** `May`, and `Jan 2026` where a year begins: for an axis. */
export const formatMonthTick = (month: Month): string =>
  month.endsWith('-01') ? monthYearShort(`${month}-01`) : monthShort(`${month}-01`);

/** A period in as few words as it takes. */
export function formatPeriod(period: Period): string {
  const months = wholeMonths(period);
  if (months === 1) return formatMonth(monthOf(period.from));
  if (months === 12 && period.from.endsWith('-01-01')) return period.from.slice(0, 4);
  if (months > 0) return `${monthYearShort(period.from)} – ${monthYearShort(period.to)}`;
  return period.from === period.to ? formatDay(period.from) : `${formatDay(period.from)} – ${formatDay(period.to)}`;
}

const ofMoments = (options: Intl.DateTimeFormatOptions) =>
  remade(timeZone.get, (zone) => new Intl.DateTimeFormat(LOCALE, { timeZone: zone, ...options }));

const moments = ofMoments({ month: 'short', day: 'numeric', year: 'numeric', hour: 'numeric', minute: '2-digit' });

/** A moment of the server (ISO, UTC) on the owner's clock. */
export const formatMoment = (iso: string): string => moments().format(new Date(iso));

const times = ofMoments({ hour: 'numeric', minute: '2-digit' });

/** A moment's time of day on the owner's clock: `9:41 AM`. */
export const formatTime = (iso: string): string => times().format(new Date(iso));

const relative = new Intl.RelativeTimeFormat(LOCALE, { numeric: 'auto' });

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** `2 hours ago`; older than a week is told by its date. */
export function formatAgo(iso: string, now: Date = new Date()): string {
  const seconds = (new Date(iso).getTime() - now.getTime()) / 1000;
  if (Math.abs(seconds) > 7 * 86_400) return formatMoment(iso);
  for (const [unit, length] of STEPS) {
    if (Math.abs(seconds) >= length) return relative.format(Math.round(seconds / length), unit);
  }
  return 'just now';
}

const UNITS = ['bytes', 'KB', 'MB', 'GB'];

/** `1.4 MB` */
export function formatBytes(bytes: number): string {
  const step = bytes < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log2(bytes) / 10));
  const value = bytes / 1024 ** step;
  return `${value < 10 && step > 0 ? value.toFixed(1) : Math.round(value)} ${UNITS[step]}`;
}
