import { expect, it } from 'vitest';
import { centsOf, centsText, dollarsOf, leftOver, parseCents, parseSignedCents } from './cents';

it.each([
  ['12', 1200],
  ['12.5', 1250],
  ['12.50', 1250],
  ['.5', 50],
  ['$1,234.56', 123456],
  [' 0.07 ', 7],
  ['0', 0],
])('reads %s as %i cents', (text, cents) => {
  expect(parseCents(text)).toBe(cents);
});

it.each(['', '.', '$', 'twelve', '1.234', '1,23', '-5', '1 2', '123456789012'])('takes no amount from “%s”', (text) => {
  expect(parseCents(text)).toBeNull();
});

it('turns round what has a minus in front', () => {
  expect(parseSignedCents('-4.50')).toBe(-450);
  expect(parseSignedCents('−4')).toBe(-400);
  expect(parseSignedCents('4')).toBe(400);
  expect(parseSignedCents('--4')).toBeNull();
});

it('is exact where floats are not', () => {
  expect(centsOf(0.1 + 0.2)).toBe(30);
  expect(centsOf(1.005 * 100)).toBe(10050);
  expect(leftOver(30, [10, 20])).toBe(0);
  expect(leftOver(100, [33, null, 33])).toBe(34);
  for (const cents of [1, 7, 29, 1999, 123456789]) expect(centsOf(dollarsOf(cents))).toBe(cents);
  expect(centsText(-1234)).toBe('12.34');
});
