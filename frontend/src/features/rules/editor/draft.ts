import type { ActionKind, OwnRule, RuleBody } from '@/api/ownRules';
import { centsOf, centsText, dollarsOf, parseCents } from '@/lib/cents';

export type PartSize = 'share' | 'amount' | 'rest';

/** One part of a split as it is typed. */
export interface DraftPart {
  key: number;
  category: string | null;
  size: PartSize;
  /** Per cent, or dollars. */
  text: string;
}

/** One thing that the rule is to do; each kind stands there once. */
export interface DraftAction {
  kind: ActionKind;
  category: string | null;
  value: string;
  tags: string[];
  parts: DraftPart[];
}

/** A rule as it is being written. */
export interface RuleDraft {
  name: string;
  query: string;
  filesByItself: boolean;
  isOn: boolean;
  actions: DraftAction[];
}

type WireAction = RuleBody['actions'][number];

const WHOLE = 10_000; // a share of 100 % in hundredths of a per cent

/** Of these a rule has one at most: each says what the row is filed under. */
export const FILING: readonly ActionKind[] = ['category', 'transfer', 'split'];
export const KINDS: readonly ActionKind[] = ['category', 'split', 'transfer', 'merchant', 'tag', 'note', 'leave_out'];

export const newPart = (key: number, size: PartSize): DraftPart => ({ key, category: null, size, text: '' });

export const newAction = (kind: ActionKind, category: string | null = null): DraftAction => ({
  kind,
  category,
  value: '',
  tags: [],
  parts: kind === 'split' ? [newPart(1, 'share'), newPart(2, 'rest')] : [],
});

/** A rule's first content: a condition that is known already, and the category it is about. */
export const newDraft = (query = '', category: string | null = null): RuleDraft => ({
  name: '',
  query,
  filesByItself: true,
  isOn: true,
  actions: [newAction('category', category)],
});

function partOf({ category, share, amount }: OwnRule['actions'][number], key: number): DraftPart {
  if (share !== null) return { key, category, size: 'share', text: String(share) };
  if (amount !== null) return { key, category, size: 'amount', text: centsText(centsOf(amount)) };
  return { key, category, size: 'rest', text: '' };
}

/** A rule that is there, as it is edited. */
export function draftOf(rule: OwnRule): RuleDraft {
  const actions = KINDS.flatMap((kind): DraftAction[] => {
    const mine = rule.actions.filter((action) => action.kind === kind);
    const [first] = mine;
    if (!first) return [];
    return [
      {
        kind,
        category: kind === 'split' ? null : first.category,
        value: kind === 'tag' ? '' : (first.value ?? ''),
        tags: kind === 'tag' ? mine.flatMap(({ value }) => value ?? []) : [],
        parts: kind === 'split' ? mine.map((part, index) => partOf(part, index + 1)) : [],
      },
    ];
  });
  return {
    name: rule.name ?? '',
    query: rule.query,
    filesByItself: rule.files_by_itself,
    isOn: rule.is_enabled,
    actions,
  };
}

/** A share as typed, in hundredths of a per cent; `null` when it is none. */
export function parseShare(text: string): number | null {
  const hundredths = parseCents(text.replace('%', '').trim());
  return hundredths === null || hundredths <= 0 || hundredths >= WHOLE ? null : hundredths;
}

/** The shares that no part has yet, in hundredths of a per cent; below zero where they are too many. */
export const sharesLeft = (parts: readonly DraftPart[]): number =>
  parts.reduce((left, { size, text }) => left - (size === 'share' ? (parseShare(text) ?? 0) : 0), WHOLE);

function wirePart({ category, size, text }: DraftPart): WireAction | null {
  if (!category) return null;
  const typed = size === 'share' ? parseShare(text) : parseCents(text);
  if (size === 'rest') return { kind: 'split', category };
  if (!typed) return null;
  return { kind: 'split', category, [size]: dollarsOf(typed) };
}

function wireOf({ kind, category, value, tags, parts }: DraftAction): (WireAction | null)[] {
  switch (kind) {
    case 'category':
      return [category ? { kind, category } : null];
    case 'transfer':
      return [{ kind, ...(category && { category }) }];
    case 'split':
      return parts.map(wirePart);
    case 'tag':
      return tags.length ? tags.map((tag) => ({ kind, value: tag })) : [null];
    case 'leave_out':
      return [{ kind }];
    default:
      return [value.trim() ? { kind, value: value.trim() } : null];
  }
}

/** What the draft means to the server; `null` while something is missing. */
export function bodyOf({ name, query, filesByItself, isOn, actions }: RuleDraft): RuleBody | null {
  const wire = actions.flatMap(wireOf);
  const whole = wire.filter((action) => action !== null);
  if (!query.trim() || whole.length === 0 || whole.length < wire.length) return null;
  const isSplit = actions.some(({ kind }) => kind === 'split');
  return {
    query: query.trim(),
    actions: whole,
    name: name.trim() || null,
    // A split is done or not: there is no suggestion of one.
    files_by_itself: isSplit || filesByItself,
    is_enabled: isOn,
  };
}
