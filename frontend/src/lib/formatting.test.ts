import { describe, expect, it } from 'vitest';
import {
  formatAgo,
  formatBytes,
  formatDay,
  formatMagnitude,
  formatMonthTick,
  formatPeriod,
  plural,
} from './formatting';

describe('formatting', () => {
  it.each([
    [1234.5, 'cents', '$1,234.50'],
    [-0.05, 'cents', '$0.05'],
    [1234.5, 'dollars', '$1,235'],
    [15300, 'short', '$15.3K'],
  ] as const)('%d in %s is %s, without a sign', (amount, precision, expected) => {
    expect(formatMagnitude(amount, precision)).toBe(expected);
  });

  it('writes a bank day as that day in any time zone', () => {
    expect(formatDay('2026-05-01')).toBe('May 1, 2026');
  });

  it.each([
    [{ from: '2026-05-01', to: '2026-05-31' }, 'May 2026'],
    [{ from: '2025-01-01', to: '2025-12-31' }, '2025'],
    [{ from: '2026-03-01', to: '2026-05-31' }, 'Mar 2026 – May 2026'],
    [{ from: '2026-05-03', to: '2026-05-09' }, 'May 3, 2026 – May 9, 2026'],
    [{ from: '2026-05-03', to: '2026-05-03' }, 'May 3, 2026'],
  ])('%j is %s', (period, expected) => {
    expect(formatPeriod(period)).toBe(expected);
  });

  it('names the year on an axis where it begins', () => {
    expect([formatMonthTick('2025-12'), formatMonthTick('2026-01')]).toEqual(['Dec', 'Jan 2026']);
  });

  it.each([
    ['2026-05-01T12:00:00Z', 'just now'],
    ['2026-05-01T10:00:20Z', '2 hours ago'],
    ['2026-04-30T11:00:00Z', 'yesterday'],
  ])('%s is %s at noon', (iso, expected) => {
    expect(formatAgo(iso, new Date('2026-05-01T12:00:30Z'))).toBe(expected);
  });

  it('counts things and bytes', () => {
    expect([plural(1, 'row'), plural(1200, 'row'), plural(0, 'entry', 'entries')]).toEqual([
      '1 row',
      '1,200 rows',
      '0 entries',
    ]);
    expect([formatBytes(0), formatBytes(900), formatBytes(1536), formatBytes(52_428_800)]).toEqual([
      '0 bytes',
      '900 bytes',
      '1.5 KB',
      '50 MB',
    ]);
  });
});
