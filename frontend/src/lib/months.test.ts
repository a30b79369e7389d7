import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  commonPeriods,
  currentMonth,
  daysIn,
  isDay,
  lastDay,
  localDay,
  monthPeriod,
  monthsBetween,
  periodFromText,
  periodToText,
  shiftPeriod,
  wholeMonths,
} from './months';

describe('months', () => {
  it.each([
    ['2026-01', -1, '2025-12'],
    ['2025-12', 1, '2026-01'],
    ['2026-05', 0, '2026-05'],
    ['2026-03', -15, '2024-12'],
  ])('%s and %i months is %s', (month, count, expected) => {
    expect(addMonths(month, count)).toBe(expected);
  });

  it.each([
    ['2024-02', '2024-02-29'],
    ['2025-02', '2025-02-28'],
    ['2026-12', '2026-12-31'],
  ])('the last day of %s is %s', (month, day) => {
    expect(lastDay(month)).toBe(day);
  });

  it('lists months across a year', () => {
    expect(monthsBetween('2025-11', '2026-02')).toEqual(['2025-11', '2025-12', '2026-01', '2026-02']);
  });

  it('takes the day from the wall clock, not from Greenwich', () => {
    const lateEvening = new Date(2026, 4, 31, 23, 30);
    expect(localDay(lateEvening)).toBe('2026-05-31');
    expect(currentMonth(lateEvening)).toBe('2026-05');
  });

  it('crosses a change to summer time without losing a day', () => {
    expect(addDays('2026-03-07', 2)).toBe('2026-03-09');
    expect(daysIn({ from: '2026-03-01', to: '2026-03-31' })).toBe(31);
  });

  it.each(['2026-02-30', '2026-13-01', '26-01-01', '', 'today'])('%j is no day', (text) => {
    expect(isDay(text)).toBe(false);
  });
});

describe('periods', () => {
  it('keeps whole months whole when stepping', () => {
    const quarter = { from: '2026-01-01', to: '2026-03-31' };
    expect(wholeMonths(quarter)).toBe(3);
    expect(shiftPeriod(quarter, -1)).toEqual({ from: '2025-10-01', to: '2025-12-31' });
    expect(shiftPeriod(monthPeriod('2026-03'), -1)).toEqual(monthPeriod('2026-02'));
  });

  it('steps other periods by their own length', () => {
    expect(shiftPeriod({ from: '2026-05-03', to: '2026-05-09' }, 1)).toEqual({ from: '2026-05-10', to: '2026-05-16' });
  });

  it.each([
    { from: '2026-05-01', to: '2026-05-31' },
    { from: '2026-01-05', to: '2026-03-31' },
  ])('survives the address: %j', (period) => {
    expect(periodFromText(periodToText(period))).toEqual(period);
  });

  it.each([null, '', '2026-13', '2026-05-09..2026-05-01', 'x..y'])('%j means nothing', (text) => {
    expect(periodFromText(text)).toBeNull();
  });

  it('offers the last twelve months with the present one as the last', () => {
    const year = commonPeriods('2026-05-17').find(({ label }) => label === 'Last 12 months');
    expect(year?.period).toEqual({ from: '2025-06-01', to: '2026-05-31' });
  });
});
