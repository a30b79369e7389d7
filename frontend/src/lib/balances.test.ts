import { expect, it } from 'vitest';
import { balanceText, parseBalance } from './balances';

it.each([
  ['1,234.50', 1234.5],
  ['-1,234.50', -1234.5],
  ['−$5', -5],
  ['(12.34)', -12.34],
  ['$0', 0],
  ['-0', 0],
  ['12.345', null],
  ['', null],
  ['abc', null],
])('“%s” is %s', (text, dollars) => expect(parseBalance(text)).toBe(dollars));

it('is shown so that it reads back as the same', () => {
  expect(parseBalance(balanceText(-1234.5))).toBe(-1234.5);
  expect(balanceText(null)).toBe('');
});
