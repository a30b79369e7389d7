import { expect, it } from 'vitest';
import type { ReviewGroup } from '@/api/review';
import { makeGroup } from '@/test/transactions';
import { boardOf, cursorAfter, groupStep, headId, itemsOf, keepOrder, rowItemId } from './board';

const GROUPS: ReviewGroup[] = [
  makeGroup('AMAZON', [1, 2, 3], 'amazon'),
  makeGroup('PEETS', [4], 'coffee'),
  makeGroup('ETSY', [5, 6], null),
];

const ids = (groups: readonly ReviewGroup[], settled: number[] = [], unfolded: string[] = []): string[] =>
  itemsOf(boardOf(groups, new Set(settled), new Set(unfolded))).map(({ id }) => id);

const after = (cursor: string, removed: number[]): string | null =>
  cursorAfter(itemsOf(boardOf(GROUPS, new Set(), new Set())), cursor, new Set(removed));

it('gives a group of several a head, and a single row none', () => {
  expect(ids(GROUPS)).toEqual([
    headId('AMAZON|amazon'),
    rowItemId(1),
    rowItemId(2),
    rowItemId(3),
    rowItemId(4),
    headId('ETSY|'),
    rowItemId(5),
    rowItemId(6),
  ]);
  expect(ids(GROUPS, [1, 2, 4, 6])).toEqual([rowItemId(3), rowItemId(5)]);
});

it('folds a large group until it is unfolded, and still decides about all of it', () => {
  const large = [makeGroup('BART', [1, 2, 3, 4, 5, 6, 7, 8], 'transit')];
  expect(ids(large)).toHaveLength(6);
  expect(ids(large, [], ['BART|transit'])).toHaveLength(9);
  expect(itemsOf(boardOf(large, new Set(), new Set()))[0]?.rows).toHaveLength(8);
});

it('moves on when the row under the cursor is settled', () => {
  expect(after(rowItemId(1), [1])).toBe(rowItemId(2));
  expect(after(headId('AMAZON|amazon'), [1, 2, 3])).toBe(rowItemId(4));
  expect(after(rowItemId(2), [1, 2, 3])).toBe(rowItemId(4));
  expect(after(rowItemId(4), [4])).toBe(headId('ETSY|'));
});

it('goes back from the end, and nowhere when all is done', () => {
  expect(after(rowItemId(6), [5, 6])).toBe(rowItemId(4));
  expect(after(rowItemId(4), [1, 2, 3, 4, 5, 6])).toBeNull();
});

it('stays where it is when something else is settled, also as the head becomes a single row', () => {
  expect(after(rowItemId(4), [1])).toBe(rowItemId(4));
  expect(after(headId('ETSY|'), [5])).toBe(rowItemId(6));
});

it('steps from group to group', () => {
  const items = itemsOf(boardOf(GROUPS, new Set(), new Set()));
  expect(groupStep(items, rowItemId(2), 1)).toBe(rowItemId(4));
  expect(groupStep(items, rowItemId(4), -1)).toBe(headId('AMAZON|amazon'));
  expect(groupStep(items, rowItemId(6), 1)).toBe(headId('ETSY|'));
});

it('keeps the order on screen whatever the server thinks of it now', () => {
  const places = GROUPS.map(({ key, merchant_key }) => ({ key, merchant: merchant_key }));
  const news = [
    makeGroup('NEW', [9], 'rent'),
    makeGroup('ETSY', [6], 'gifts'),
    makeGroup('PEETS', [4], 'coffee'),
    makeGroup('AMAZON', [3], 'amazon'),
  ];
  expect(keepOrder(news, places).map(({ merchant_key }) => merchant_key)).toEqual(['AMAZON', 'PEETS', 'ETSY', 'NEW']);
});
