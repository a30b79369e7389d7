import { describe, expect, it } from 'vitest';
import { accountTypeName, coverageOf, institutionName } from './accounts';

describe('the months an account has data for', () => {
  it('ends with the month that is asked for, and tells a gap from the time before the first row', () => {
    const account = { months_covered: ['2026-02', '2026-04'], months_missing: ['2026-03'] };
    expect(coverageOf(account, '2026-05', 5)).toEqual([
      { month: '2026-01', state: 'outside' },
      { month: '2026-02', state: 'covered' },
      { month: '2026-03', state: 'missing' },
      { month: '2026-04', state: 'covered' },
      { month: '2026-05', state: 'outside' },
    ]);
  });
});

describe('names', () => {
  it('spells out what is known and keeps the rest as typed', () => {
    expect(institutionName('wellsfargo')).toBe('Wells Fargo');
    expect(institutionName('My Credit Union')).toBe('My Credit Union');
    expect(accountTypeName('credit')).toBe('Credit card');
    expect(accountTypeName('crypto')).toBe('crypto');
  });
});
