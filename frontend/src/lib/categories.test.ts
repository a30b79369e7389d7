import { expect, it } from 'vitest';
import { type CategoryChoice, categoryPath, groupCategories } from './categories';

const one = (short_desc: string, parent: string | null = null): CategoryChoice => ({
  short_desc,
  display_name: short_desc.toUpperCase(),
  parent,
});

const FLAT = [one('coffee', 'food'), one('food'), one('rent', 'gone'), one('meals', 'food')];

it('puts children under their parents, and orphans on top', () => {
  const groups = groupCategories(FLAT);
  expect(groups.map(({ parent }) => parent.short_desc)).toEqual(['food', 'rent']);
  expect(groups[0]?.children.map(({ short_desc }) => short_desc)).toEqual(['coffee', 'meals']);
});

it('says where a category stands', () => {
  expect(FLAT.map((category) => categoryPath(category, FLAT))).toEqual([
    'FOOD › COFFEE',
    'FOOD',
    'RENT',
    'FOOD › MEALS',
  ]);
});
