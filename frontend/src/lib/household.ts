import { Store } from './store';

/** How the household writes money and days; kept in the browser, so that the first picture is right. */

/** The currency that amounts are shown in. */
export const currency = new Store('USD', 'budget-app.currency');

/** The day that a calendar's week begins with: 0 is Sunday. */
export const weekStart = new Store<0 | 1 | 6>(0, 'budget-app.week-start');

/** Where the household's days begin; the browser's own time zone where none is named. */
export const timeZone = new Store<string | undefined>(undefined, 'budget-app.time-zone');

const WEEK_STARTS: Record<string, 0 | 1 | 6> = { sunday: 0, monday: 1, saturday: 6 };

/** Take over what the settings say; what this browser can't write is left as it was. */
export function adoptHousehold(said: {
  currency?: string | null;
  weekStart?: string | null;
  timeZone?: string | null;
}) {
  const zone = said.timeZone || undefined;
  const start = WEEK_STARTS[said.weekStart ?? ''] ?? 0;
  const code = said.currency ?? 'USD';
  if (code !== currency.get() && isCurrency(code)) currency.set(code);
  if (start !== weekStart.get()) weekStart.set(start);
  if (zone !== timeZone.get() && (!zone || isZone(zone))) timeZone.set(zone);
}

const canWrite = (options: Intl.DateTimeFormatOptions & Intl.NumberFormatOptions): boolean => {
  try {
    return Boolean(new Intl.DateTimeFormat('en-US', options) && new Intl.NumberFormat('en-US', options));
  } catch {
    return false;
  }
};

const isCurrency = (code: string): boolean => canWrite({ style: 'currency', currency: code });

/** Whether this browser knows a time zone by that name. */
export const isZone = (zone: string): boolean => canWrite({ timeZone: zone });
