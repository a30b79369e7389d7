/** What the owner is about to decide on the accounts behind a login. Pure. */

import type { Account } from '@/api/accounts';
import type { Choice, Connection, FeedAccount } from '@/api/connections';
import { ACCOUNT_TYPES } from '@/lib/accounts';
import { plural } from '@/lib/formatting';

export type AccountType = (typeof ACCOUNT_TYPES)[number]['value'];

export interface Draft {
  /** `new`, `ignore`, or the id of an account that is here. */
  target: 'new' | 'ignore' | number;
  /** Of a new account. */
  name: string;
  accountType: AccountType;
}

/** Of an account's name, in characters. */
export const LONGEST_NAME = 80;

export type Drafts = Record<number, Draft>;

function firstTarget({ decision, account_id: id, suggestion }: FeedAccount): Draft['target'] {
  if (decision === 'linked' && id !== null) return id;
  if (decision === 'ignored') return 'ignore';
  return suggestion.account_id ?? 'new';
}

/** The kind that a word names; one that is not known here is another one. */
export const asAccountType = (word: string): AccountType =>
  ACCOUNT_TYPES.find(({ value }) => value === word)?.value ?? 'other';

/** What was decided before, or what is suggested, or a new account. */
export const firstDraft = (account: FeedAccount): Draft => ({
  target: firstTarget(account),
  name: account.name.slice(0, LONGEST_NAME).trim(),
  accountType: asAccountType(account.account_type),
});

/** Who else brings an account's rows now, by the account's id. */
export function fedElsewhere(connections: readonly Connection[], connectionId: number): Map<number, string> {
  const others = connections.filter(({ id, status }) => id !== connectionId && status !== 'disconnected');
  return new Map(
    others.flatMap(({ institution_name, accounts }) =>
      accounts.flatMap(({ account_id: id }) => (id === null ? [] : [[id, institution_name] as const])),
    ),
  );
}

/** Why the drafts can't be saved, in a sentence; null where they can. */
export function checkDrafts(drafts: Drafts): string | null {
  const chosen = Object.values(drafts);
  const targets = chosen.map(({ target }) => target).filter((target) => typeof target === 'number');
  if (new Set(targets).size < targets.length) {
    return 'One of your accounts is chosen twice. Each can get its rows from one account at the bank only.';
  }
  if (chosen.some(({ target, name }) => target === 'new' && !name.trim())) return 'A new account needs a name.';
  return null;
}

/** The drafts as the server takes them; an account that another login feeds is moved here. */
export function choicesOf(drafts: Drafts, fed: ReadonlyMap<number, string>): Choice[] {
  return Object.entries(drafts).map(([key, { target, name, accountType }]) => {
    const id = Number(key);
    if (target === 'ignore') return { id, choice: 'ignore', take_over: false };
    if (target === 'new') return { id, choice: 'new', name: name.trim(), account_type: accountType, take_over: false };
    return { id, choice: 'existing', account_id: target, take_over: fed.has(target) };
  });
}

/** What will happen with an account that is here, or that is left out, in a sentence. */
export function outlook(target: 'ignore' | number, account: Account | undefined, fedBy: string | undefined): string {
  if (target === 'ignore') return 'Nothing of it is stored. You can change that later.';
  if (!account) return 'The account is not here any more.';
  const rows = account.transaction_count;
  const stay = rows > 0 ? `Its ${plural(rows, 'row stays', 'rows stay')}` : 'It is empty so far';
  const come = rows > 0 ? 'new ones come from the bank and nothing doubles.' : 'the bank fills it.';
  const moved = fedBy ? ` ${fedBy} brings its rows now; that moves to this login.` : '';
  return `${stay}; ${come}${moved}`;
}
