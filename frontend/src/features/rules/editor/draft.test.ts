import { describe, expect, it } from 'vitest';
import type { OwnRule } from '@/api/ownRules';
import { bodyOf, draftOf, newAction, newDraft, parseShare, sharesLeft } from './draft';

const NOTHING = { category: null, category_name: null, value: null, share: null, amount: null };

const RULE: OwnRule = {
  id: 3,
  name: 'Costco, shared',
  query: 'merchant:costco out>50',
  is_enabled: true,
  files_by_itself: true,
  actions: [
    { ...NOTHING, kind: 'split', category: 'groceries', share: 62.5 },
    { ...NOTHING, kind: 'split', category: 'household', amount: 12.5 },
    { ...NOTHING, kind: 'split', category: 'gas' },
    { ...NOTHING, kind: 'tag', value: 'shared' },
    { ...NOTHING, kind: 'tag', value: 'club' },
    { ...NOTHING, kind: 'merchant', value: 'Costco' },
    { ...NOTHING, kind: 'leave_out' },
  ],
  hits: 4,
  conditions: 2,
  has_exact_amount: false,
  specificity: 2,
  problem: null,
  created_at: '2026-01-01T00:00:00Z',
  updated_at: null,
};

describe('a rule as typed', () => {
  it('comes back as it was saved, action for action', () => {
    const body = bodyOf(draftOf(RULE));
    expect(body).toMatchObject({ query: RULE.query, name: RULE.name, files_by_itself: true, is_enabled: true });
    expect(body?.actions).toEqual([
      { kind: 'split', category: 'groceries', share: 62.5 },
      { kind: 'split', category: 'household', amount: 12.5 },
      { kind: 'split', category: 'gas' },
      { kind: 'merchant', value: 'Costco' },
      { kind: 'tag', value: 'shared' },
      { kind: 'tag', value: 'club' },
      { kind: 'leave_out' },
    ]);
  });

  it('means nothing while a condition, a category or a value is missing', () => {
    const whole = newDraft('coffee', 'coffee');
    expect(bodyOf(whole)?.actions).toEqual([{ kind: 'category', category: 'coffee' }]);
    expect(bodyOf({ ...whole, query: '  ' })).toBeNull();
    expect(bodyOf({ ...whole, actions: [] })).toBeNull();
    for (const kind of ['category', 'merchant', 'tag', 'note', 'split'] as const)
      expect(bodyOf({ ...whole, actions: [...whole.actions, newAction(kind)] })).toBeNull();
  });

  it('files a transfer without a category of its own', () => {
    expect(bodyOf({ ...newDraft('zelle'), actions: [newAction('transfer')] })?.actions).toEqual([{ kind: 'transfer' }]);
  });

  it('never only suggests a split', () => {
    const [split] = draftOf(RULE).actions;
    const draft = { ...newDraft('costco'), filesByItself: false, actions: split ? [split] : [] };
    expect(bodyOf(draft)?.files_by_itself).toBe(true);
    expect(bodyOf({ ...newDraft('x', 'coffee'), filesByItself: false })?.files_by_itself).toBe(false);
  });
});

it.each([
  ['60', 6000],
  ['33.33 %', 3333],
  ['0', null],
  ['100', null],
  ['a bit', null],
])('a share of %j', (text, hundredths) => {
  expect(parseShare(text)).toBe(hundredths);
});

it('says how much of a split is left', () => {
  const [split] = draftOf(RULE).actions;
  expect(sharesLeft(split?.parts ?? [])).toBe(3750);
});
