import { expect, it } from 'vitest';
import type { Account } from '@/api/accounts';
import type { Connection, FeedAccount } from '@/api/connections';
import { checkDrafts, choicesOf, type Draft, fedElsewhere, firstDraft, outlook } from './drafts';

const NONE = { account_id: null, account_name: null, reasons: [], certainty: 'none' };
const FEED = {
  id: 7,
  name: 'Plaid Checking',
  account_type: 'checking',
  decision: null,
  account_id: null,
  suggestion: NONE,
};
const feed = (fields: object) => ({ ...FEED, ...fields }) as unknown as FeedAccount;
const draft = (target: Draft['target'], name = 'Everyday'): Draft => ({ target, name, accountType: 'checking' });

it('begins with what was decided, then with what is suggested, else with a new account', () => {
  const suggestion = { ...NONE, account_id: 3 };
  expect(firstDraft(feed({ decision: 'linked', account_id: 5, suggestion })).target).toBe(5);
  expect(firstDraft(feed({ decision: 'ignored', suggestion })).target).toBe('ignore');
  expect(firstDraft(feed({ suggestion })).target).toBe(3);
  expect(firstDraft(feed({}))).toEqual({ target: 'new', name: 'Plaid Checking', accountType: 'checking' });
  expect(firstDraft(feed({ name: 'Visa '.repeat(30) })).name).toHaveLength(79);
});

it('takes each account once, and a new one with a name', () => {
  expect(checkDrafts({ 1: draft(3), 2: draft(4), 3: draft('ignore'), 4: draft('ignore') })).toBeNull();
  expect(checkDrafts({ 1: draft(3), 2: draft(3) })).toMatch(/chosen twice/);
  expect(checkDrafts({ 1: draft('new', '  ') })).toMatch(/needs a name/);
});

it('moves an account only from the login that feeds it now', () => {
  const connection = (id: number, status: string, accountId: number) =>
    ({ id, status, institution_name: 'Chase', accounts: [feed({ account_id: accountId })] }) as unknown as Connection;
  const fed = fedElsewhere(
    [connection(1, 'connected', 3), connection(2, 'connected', 4), connection(5, 'disconnected', 6)],
    2,
  );
  expect([...fed]).toEqual([[3, 'Chase']]);
  expect(choicesOf({ 7: draft(3), 8: draft(4), 9: draft('new', ' Joint ') }, fed)).toEqual([
    { id: 7, choice: 'existing', account_id: 3, take_over: true },
    { id: 8, choice: 'existing', account_id: 4, take_over: false },
    { id: 9, choice: 'new', name: 'Joint', account_type: 'checking', take_over: false },
  ]);
});

it('says what will happen', () => {
  const account = (count: number) => ({ transaction_count: count }) as Account;
  expect(outlook(3, account(1204), undefined)).toBe(
    'Its 1,204 rows stay; new ones come from the bank and nothing doubles.',
  );
  expect(outlook(3, account(0), 'Ally')).toBe(
    'It is empty so far; the bank fills it. Ally brings its rows now; that moves to this login.',
  );
  expect(outlook('ignore', undefined, undefined)).toMatch(/Nothing of it is stored/);
});
