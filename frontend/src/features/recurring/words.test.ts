import { expect, it } from 'vitest';
import type { Bill } from '@/api/recurring';
import { billsByDay, namesOf, weeksOf } from './billDays';
import { fromToday, howLong } from './words';

it('says how far a day is', () => {
  const today = '2026-03-01';
  const far = ['2026-03-01', '2026-03-02', '2026-02-28', '2026-03-11', '2026-02-19'];
  expect(far.map((day) => fromToday(day, today))).toEqual([
    'today',
    'tomorrow',
    'yesterday',
    'in 10 days',
    '10 days ago',
  ]);
});

it('says how long something went on', () => {
  expect(howLong('2023-09-13', '2026-06-13')).toBe('2 years, 9 months');
  expect(howLong('2025-06-01', '2026-06-01')).toBe('1 year');
  expect(howLong('2026-05-30', '2026-06-01')).toBe('1 month');
});

it('lays a month out in whole weeks from Sunday', () => {
  const weeks = weeksOf('2026-05-01', '2026-05-31');
  expect(weeks).toHaveLength(6);
  expect(weeks[0]?.[0]).toBe('2026-04-26');
  expect(weeks[5]?.[0]).toBe('2026-05-31');
  expect(weeksOf('2026-02-01', '2026-02-28')).toHaveLength(4);
  expect(weeksOf('2026-02-01', '2026-02-28', 1)).toHaveLength(5);
  expect(weeksOf('2026-02-01', '2026-02-28', 1)[0]?.[0]).toBe('2026-01-26');
});

it('adds the category where a merchant has several series', () => {
  const bill = (key: string, name: string, category_name: string, on: string) =>
    ({ key, name, category_name, on }) as Bill; // the rest is not looked at
  const bills = [
    bill('1', 'Apple', 'HBO', '2026-05-03'),
    bill('2', 'Apple', 'Apple TV', '2026-05-09'),
    bill('3', 'Piano', 'Kids', '2026-05-03'),
    bill('3', 'Piano', 'Kids', '2026-05-10'),
  ];
  expect([...namesOf(bills).values()]).toEqual(['Apple · HBO', 'Apple · Apple TV', 'Piano']);
  expect(billsByDay(bills).get('2026-05-03')).toHaveLength(2);
});
