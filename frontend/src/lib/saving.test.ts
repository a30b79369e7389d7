import { expect, it } from 'vitest';
import { csvAmount, csvText, fileName } from './saving';

it('quotes what needs it', () => {
  expect(
    csvText([
      ['a', 'b,c'],
      ['"d"', 'e\nf'],
    ]),
  ).toBe('a,"b,c"\r\n"""d""","e\nf"\r\n');
});

it('writes amounts to the cent', () => {
  expect([csvAmount(3.1), csvAmount(-0.5), csvAmount(1234567.89), csvAmount(null)]).toEqual([
    '3.10',
    '-0.50',
    '1234567.89',
    '',
  ]);
});

it('names a file after its title', () => {
  expect(fileName('Money flow: May 2026', 'png')).toBe('money-flow-may-2026.png');
  expect(fileName('Zürich & Café', 'csv')).toBe('zürich-café.csv');
});
