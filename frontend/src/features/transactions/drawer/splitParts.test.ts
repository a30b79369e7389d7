import { expect, it } from 'vitest';
import type { Split } from '@/api/transactions';
import { makeRow } from '@/test/transactions';
import { type DraftPart, draftOf, isWhole, leftOf, toSplits, withRest } from './splitParts';

const row = (amount: number, splits: Split[] = []) => makeRow(1, { amount, splits });

const parts = (...amounts: string[]): DraftPart[] =>
  amounts.map((amount, key) => ({ key, category: 'groceries', amount, notes: '' }));

it('tells to the cent what is left to assign', () => {
  expect(leftOf(row(100.1), parts('33.37', '33.37', '33.36'))).toBe(0);
  expect(leftOf(row(100), parts('60', ''))).toBe(4000);
  expect(leftOf(row(100), parts('60', '50'))).toBe(-1000);
});

it('puts the rest where an amount is missing, else into the last part', () => {
  expect(withRest(row(100), parts('60', '')).map(({ amount }) => amount)).toEqual(['60', '40.00']);
  expect(withRest(row(100), parts('60', '30')).map(({ amount }) => amount)).toEqual(['60', '40.00']);
  expect(withRest(row(100), parts('60', '50')).map(({ amount }) => amount)).toEqual(['60', '40.00']);
});

it('can be saved once nothing is left and every part has an amount', () => {
  expect(isWhole(row(100), parts('60', '40'))).toBe(true);
  expect(isWhole(row(100), parts('110', '-10'))).toBe(true);
  expect(isWhole(row(100), parts('60', '39.99'))).toBe(false);
  expect(isWhole(row(100), parts('100', ''))).toBe(false);
});

it('speaks in the direction of the whole: the parts of a refund are money in', () => {
  expect(toSplits(row(-30), parts('20', '10')).map(({ amount }) => amount)).toEqual([-20, -10]);
  const split = [
    { category: 'a', category_name: 'A', amount: -40, notes: null },
    { category: 'b', category_name: 'B', amount: 10, notes: 'fee' },
  ];
  const draft = draftOf(row(-30, split));
  expect(draft.map(({ amount }) => amount)).toEqual(['40.00', '-10.00']);
  expect(toSplits(row(-30, split), draft).map(({ amount }) => amount)).toEqual([-40, 10]);
});
