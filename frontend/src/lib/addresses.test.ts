import { expect, it } from 'vitest';
import { leftOutAddress, transactionsAddress } from './addresses';
import { monthPeriod } from './months';

it('names what is wanted, and nothing else', () => {
  expect(transactionsAddress({})).toBe('/transactions');
  expect(transactionsAddress({ category: 'food', period: monthPeriod('2026-05'), accountId: 3 })).toBe(
    '/transactions?period=2026-05&account_id=3&category=food',
  );
});

it('leads to exactly what a report counted', () => {
  expect(transactionsAddress({ category: 'uncategorized', countedOnly: true })).toBe(
    '/transactions?filter=is%3Acounted&category=uncategorized',
  );
});

it('leads to what a report left out', () => {
  expect(leftOutAddress('waiting', { period: monthPeriod('2026-05') })).toBe(
    '/transactions?filter=is%3Awaiting&period=2026-05',
  );
});
