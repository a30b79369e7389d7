import { afterEach, expect, it } from 'vitest';
import { formatMagnitude, formatMoment } from './formatting';
import { adoptHousehold, currency, timeZone, weekStart } from './household';
import { localDay } from './months';

afterEach(() => adoptHousehold({ currency: 'USD', weekStart: 'sunday', timeZone: null }));

it('writes amounts in the currency of the household', () => {
  expect(formatMagnitude(1234.5)).toBe('$1,234.50');
  adoptHousehold({ currency: 'EUR' });
  expect(formatMagnitude(1234.5)).toBe('€1,234.50');
  expect(formatMagnitude(1234.5, 'dollars')).toBe('€1,235');
});

it('lets the household decide which day it is', () => {
  const moment = new Date('2026-07-01T03:30:00Z');
  adoptHousehold({ timeZone: 'America/New_York' });
  expect(localDay(moment)).toBe('2026-06-30');
  expect(formatMoment('2026-07-01T03:30:00Z')).toBe('Jun 30, 2026, 11:30 PM');
  adoptHousehold({ timeZone: 'Asia/Tokyo' });
  expect(localDay(moment)).toBe('2026-07-01');
});

it('keeps what it has where the browser knows no such thing', () => {
  adoptHousehold({ currency: 'dollars', timeZone: 'Middle/Earth', weekStart: 'someday' });
  expect(currency.get()).toBe('USD');
  expect(timeZone.get()).toBeUndefined();
  expect(weekStart.get()).toBe(0);
});
