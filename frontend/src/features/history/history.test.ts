import { describe, expect, it } from 'vitest';
import type { Operation, RowChange } from '@/api/history';
import { Problem } from '@/api/problem';
import { byDay } from './days';
import { changeTitle, differences, tellableChanges } from './rows';
import { blockerOf } from './useUndoAction';

const change = (fields: Partial<RowChange>): RowChange => ({
  id: 1,
  table: 'transactions',
  row_id: 5,
  last_row_id: null,
  action: 'update',
  name: null,
  before: null,
  after: null,
  ...fields,
});

describe('what changed in a row', () => {
  it('is told in words, without the bookkeeping', () => {
    const told = differences(
      change({ before: { category_id: 1, fingerprint: 7 }, after: { category_id: 2, fingerprint: 8 } }),
    );
    expect(told).toEqual([{ column: 'category_id', label: 'Category', kind: 'category', before: 1, after: 2 }]);
  });

  it('leaves out what is empty in a row that came or went', () => {
    const told = differences(
      change({ action: 'insert', after: { amount: 450, notes: null, has_splits: 0, is_enabled: 1 } }),
    );
    expect(told.map(({ column }) => column)).toEqual(['amount', 'is_enabled']);
  });

  it('is one row, from how it was at first to how it became at last', () => {
    const [told, ...more] = tellableChanges([
      change({ id: 1, before: { notes: 'a' }, after: { notes: 'b' } }),
      change({ id: 2, before: { notes: 'b', status: 'x' }, after: { notes: 'c', status: 'y' } }),
      change({ id: 3, row_id: 6, before: { fingerprint: 1 }, after: { fingerprint: 2 } }),
      change({ id: 4, table: 'learning_events', action: 'insert', after: { category_id: 1 } }),
    ]);
    expect(more).toEqual([]);
    expect(told).toMatchObject({ before: { notes: 'a', status: 'x' }, after: { notes: 'c', status: 'y' } });
  });

  it('has a title, also for a whole stretch of new rows', () => {
    expect(changeTitle(change({ action: 'delete' }))).toBe('Transaction removed');
    expect(changeTitle(change({ action: 'insert', row_id: 1, last_row_id: 1214 }))).toBe('1,214 transactions added');
  });
});

it('gathers operations under the owner’s own days', () => {
  const at = (year: number, month: number, day: number, hour: number) =>
    ({ created_at: new Date(year, month - 1, day, hour).toISOString() }) as Operation;
  const days = byDay([at(2026, 5, 12, 23), at(2026, 5, 12, 1), at(2026, 5, 11, 23), at(2026, 4, 1, 9)], '2026-05-12');
  expect(days.map(({ label, operations }) => [label, operations.length])).toEqual([
    ['Today', 2],
    ['Yesterday', 1],
    ['Wednesday, April 1, 2026', 1],
  ]);
});

it('knows the change that stands in the way, and when none is named', () => {
  const refused = (blocked_by: unknown) => new Problem('Conflict', 'No.', 409, { blocked_by });
  expect(blockerOf(refused({ id: 4, summary: 'Merged' }))).toEqual({ id: 4, summary: 'Merged' });
  expect(blockerOf(refused(null))).toBeNull();
  expect(blockerOf(refused({ id: 'x' }))).toBeNull();
});
