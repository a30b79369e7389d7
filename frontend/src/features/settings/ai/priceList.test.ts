import { expect, it } from 'vitest';
import { formatCost, formatPrice } from './dollars';
import { withPrice } from './priceList';

it('sets one price and keeps the others', () => {
  expect(withPrice(null, 'a', 0.1, 0.5)).toBe('a = 0.1 / 0.5');
  expect(withPrice('b:8b = 1 / 5 ; a=3/4;', 'a', 0, 2)).toBe('b:8b = 1 / 5; a = 0 / 2');
});

it('writes small costs in words', () => {
  expect([0, 0.0004, 0.01, 1.5].map(formatCost)).toEqual(['$0', 'under 1¢', '$0.01', '$1.50']);
  expect([0.1, 0.125, 2].map(formatPrice)).toEqual(['$0.10', '$0.125', '$2.00']);
});
