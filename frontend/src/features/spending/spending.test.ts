import { describe, expect, it } from 'vitest';
import type { SpendingReport } from '@/api/reports';
import { monthPeriod } from '@/lib/months';
import { spendingCsv } from './csv';
import { trendEnd } from './useSpendingView';
import { comparedWith, isUnderWay, periodWords } from './words';

const node = (display_name: string, total: number, children: SpendingReport['parents'] = []) => ({
  short_desc: display_name.toLowerCase(),
  display_name,
  color: null,
  total,
  previous_total: 10,
  change: total - 10,
  count: 2,
  share: 0.5,
  children,
});

const REPORT: SpendingReport = {
  start_date: '2026-05-01',
  end_date: '2026-05-31',
  previous_start_date: '2026-04-01',
  previous_end_date: '2026-04-12',
  total: 30.1,
  previous_total: 10,
  change: 20.1,
  income: 0,
  count: 2,
  parents: [node('Food', 30.1, [node('Bread, "rolls"', 30.1)])],
  left_out: [],
};

describe('the table as CSV', () => {
  it('has cents, quotes what needs it, and a line for each level', () => {
    const [, parent, child] = spendingCsv(REPORT).split('\r\n');
    expect(parent).toBe('Food,,30.10,10.00,20.10,2');
    expect(child).toBe('Food,"Bread, ""rolls""",30.10,10.00,20.10,2');
  });

  it('leaves out what nothing was compared with', () => {
    const parents = REPORT.parents.map((each) => ({ ...each, previous_total: null, change: null }));
    expect(spendingCsv({ ...REPORT, parents }).split('\r\n')[1]).toBe('Food,,30.10,,,2');
  });
});

describe('periods in words', () => {
  it('says days of one year without the year', () => {
    expect(periodWords({ from: '2026-04-01', to: '2026-04-12' })).toBe('Apr 1 – Apr 12');
    expect(comparedWith(REPORT)).toBe('Apr 1 – Apr 12');
    expect(comparedWith({ ...REPORT, previous_start_date: null })).toBeNull();
  });

  it('knows a period under way', () => {
    expect(isUnderWay(monthPeriod('2026-05'), '2026-05-12')).toBe(true);
    expect(isUnderWay(monthPeriod('2026-05'), '2026-05-31')).toBe(false);
    expect(isUnderWay(monthPeriod('2026-06'), '2026-05-31')).toBe(false);
  });
});

it('draws the very year that is looked at, as far as it has come', () => {
  expect(trendEnd({ from: '2025-01-01', to: '2025-12-31' }, '2026-05')).toBe('2025-12');
  expect(trendEnd({ from: '2026-01-01', to: '2026-12-31' }, '2026-05')).toBe('2026-05');
});

it.each([
  ['2026-05', '2026-05'],
  ['2025-06', '2026-05'],
  ['2024-03', '2024-03'],
])('twelve months with %s in them end with %s', (month, last) => {
  expect(trendEnd(monthPeriod(month), '2026-05')).toBe(last);
});
