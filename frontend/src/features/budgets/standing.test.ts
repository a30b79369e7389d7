import { expect, it } from 'vitest';
import { makeFamily, makeLine } from './builders';
import { barOf, drillOfFamily, drillOfOwn, isSingle } from './standing';

it('fills the bar by what is used, and marks where an even pace would be', () => {
  expect(barOf(makeLine('food', { used: 0.75, pace: 0.25, even_pace: 50, available: 100 }))).toEqual({
    filled: 0.75,
    over: 0,
    mark: 0.5,
  });
  expect(barOf(makeLine('food', { used: 2, pace: 1.5, even_pace: 50, available: 100, status: 'over' }))).toEqual({
    filled: 0.5,
    over: 0.5,
    mark: 0.25,
  });
  expect(barOf(makeLine('food', { used: -0.1, pace: -0.6, available: 100 })).filled).toBe(0);
  expect(barOf(makeLine('food', { used: null, pace: null, status: 'over' })).over).toBe(1);
});

it('leads to exactly the rows that count in a budget', () => {
  const plain = makeFamily('food', { own: { is_own: true }, children: [makeLine('coffee', { covered_by: 'food' })] });
  expect(drillOfOwn(plain)).toEqual({ category: 'food' });
  expect(drillOfFamily(plain)).toEqual({ category: 'food' });
  expect(isSingle(plain)).toBe(true);

  const rest = makeFamily('food', {
    own: { is_own: true },
    children: [makeLine('groceries', { is_own: true }), makeLine('coffee', { covered_by: 'food' })],
  });
  expect(drillOfOwn(rest)).toEqual({ filter: 'category:food -category:groceries' });
  expect(drillOfFamily(rest)).toEqual({ category: 'food' });
  expect(isSingle(rest)).toBe(false);

  const some = makeFamily('food', {
    children: [makeLine('groceries', { is_own: true }), makeLine('boba', { is_own: true }), makeLine('coffee')],
  });
  expect(drillOfFamily(some)).toEqual({ filter: 'category:groceries OR category:boba' });
  expect(drillOfOwn(some)).toEqual({ filter: 'category:food -category:groceries -category:boba -category:coffee' });
});
