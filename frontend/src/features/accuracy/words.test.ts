import { expect, test } from 'vitest';
import type { Figures } from '@/api/accuracy';
import { headline, oneIn, shareWords } from './words';

const figures = (filed: number, corrected: number): Figures => ({
  rows: filed,
  answered: filed,
  filed,
  judged: filed,
  right: filed - corrected,
  corrected,
  unseen: 0,
  accuracy: null,
  low: null,
  high: null,
  coverage: 1,
});

test('never promises more than was seen', () => {
  expect(oneIn(3, 412)).toBe('1 in 137');
  expect(oneIn(2, 3)).toBe('1 in 1');
});

test('says how filing without asking went', () => {
  expect(headline(figures(0, 0))).toBe('Nothing was filed without asking you yet.');
  expect(headline(figures(1, 0))).toBe('Of 1 transaction filed without asking, you corrected none.');
  expect(headline(figures(412, 3))).toBe('Of 412 transactions filed without asking, you corrected 3: 1 in 137.');
});

test('a share comes with its bounds, or with nothing at all', () => {
  expect(shareWords({ accuracy: 0.5, low: 0.25, high: 0.75 })).toBe('50% (between 25% and 75%)');
  expect(shareWords({ accuracy: null, low: null, high: null })).toBe('–');
});
