import { expect, it } from 'vitest';
import type { Category } from '@/api/categories';
import { isFiltered, NO_FILTER, readFilter, toQuery, writeFilter } from './filter';

const category = (id: number, short_desc: string, parent: string | null): Category => ({
  id,
  short_desc,
  display_name: short_desc,
  parent,
  parent_id: parent ? 1 : null,
  color: null,
  is_income: false,
  is_recurring: false,
  is_transfer: false,
  transaction_count: 0,
});

const CATEGORIES = [category(1, 'food', null), category(2, 'coffee', 'food'), category(3, 'rent', null)];

const query = (address: string) => {
  const asked = toQuery(readFilter(new URLSearchParams(address), CATEGORIES), CATEGORIES);
  return Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
};

it('keeps an address as it is, and what is not of the filter', () => {
  const address =
    'filter=blue&period=2026-05&account_id=4&category=coffee&flow=in&min=10&max=50.5&tag=trip&import_id=7&exclude_transfers=true&status=confirmed&status=auto_confirmed';
  const before = new URLSearchParams(`${address}&sort=amount&open=3`);
  const after = writeFilter(readFilter(before, CATEGORIES), before);
  expect([...after].sort()).toEqual([...before].sort());
});

it('asks for a parent with its subcategories, and for a lone category by its key', () => {
  expect(query('category=food')).toEqual({ parent_category_id: 1 });
  expect(query('category=coffee')).toEqual({ category: 'coffee' });
  expect(query('category=rent')).toEqual({ category: 'rent' });
  expect(query('category=uncategorized')).toEqual({ category: 'uncategorized' });
  expect(query('parent_category_id=1')).toEqual({ parent_category_id: 1 });
});

it('turns sizes into the server’s signs: positive is money out', () => {
  expect(query('flow=out')).toEqual({ min_amount: 0.01 });
  expect(query('flow=out&min=10&max=50.50')).toEqual({ min_amount: 10, max_amount: 50.5 });
  expect(query('flow=in')).toEqual({ max_amount: -0.01 });
  expect(query('flow=in&min=10&max=1,234.5')).toEqual({ min_amount: -1234.5, max_amount: -10 });
  expect(query('flow=out&max=5')).toEqual({ min_amount: 0.01, max_amount: 5 });
});

it('reads days, months and periods, and drops what means nothing', () => {
  expect(query('month=2026-02')).toEqual({ start_date: '2026-02-01', end_date: '2026-02-28' });
  expect(query('start_date=2026-01-05&end_date=2026-01-09')).toEqual({
    start_date: '2026-01-05',
    end_date: '2026-01-09',
  });
  expect(query('period=banana&account_id=-3&min=lots&flow=sideways')).toEqual({});
});

it('takes words of a link as a filter that means just them', () => {
  expect(query('search=blue+a:b')).toEqual({ filter: 'blue "a:b"' });
});

it('opens a view by its name, until something else is written', () => {
  const views = [{ id: 1, name: 'Eating out', query: 'category:food', position: 0, created_at: '' }];
  const text = (address: string) => readFilter(new URLSearchParams(address), CATEGORIES, views).text;
  expect(text('view=Eating+out')).toBe('category:food');
  expect(text('view=Eating+out&filter=tag:x')).toBe('tag:x');
  expect(text('view=Gone')).toBe('');
});

it('knows when nothing is filtered', () => {
  expect(isFiltered(NO_FILTER)).toBe(false);
  expect(isFiltered({ ...NO_FILTER, text: 'x' })).toBe(true);
});
