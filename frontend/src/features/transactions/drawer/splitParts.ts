import type { Split, Transaction } from '@/api/transactions';
import { centsOf, centsText, dollarsOf, leftOver, parseSignedCents } from '@/lib/cents';

/** A part of a split while it is edited. */
export interface DraftPart {
  key: number;
  category: string | null;
  /** As typed, in the direction of the whole: a minus goes the other way. */
  amount: string;
  notes: string;
}

const direction = ({ amount }: Transaction): 1 | -1 => (amount < 0 ? -1 : 1);

/** What the editor starts with: the parts as they are, or the whole and an empty one. */
export function draftOf(row: Transaction): DraftPart[] {
  if (row.splits.length === 0) {
    const category = row.category ?? row.predicted_category;
    return [
      { key: 0, category, amount: '', notes: '' },
      { key: 1, category: null, amount: '', notes: '' },
    ];
  }
  return row.splits.map(({ category, amount, notes }, key) => {
    const cents = centsOf(amount) * direction(row);
    return { key, category, amount: `${cents < 0 ? '-' : ''}${centsText(cents)}`, notes: notes ?? '' };
  });
}

/** What is left of the whole, in cents, while the owner types: the server checks it once more. */
export const leftOf = (row: Transaction, parts: readonly DraftPart[]): number =>
  leftOver(
    Math.abs(centsOf(row.amount)),
    parts.map(({ amount }) => parseSignedCents(amount)),
  );

/** The parts with what is left put into the one without an amount, else added to the last one. */
export function withRest(row: Transaction, parts: readonly DraftPart[]): DraftPart[] {
  const left = leftOf(row, parts);
  const empty = parts.findIndex(({ amount }) => parseSignedCents(amount) === null);
  const place = empty >= 0 ? empty : parts.length - 1;
  return parts.map((part, index) => {
    if (index !== place) return part;
    const cents = (parseSignedCents(part.amount) ?? 0) + left;
    return { ...part, amount: `${cents < 0 ? '-' : ''}${centsText(cents)}` };
  });
}

/** Whether it can be saved: every part has an amount, and nothing is left. */
export const isWhole = (row: Transaction, parts: readonly DraftPart[]): boolean =>
  parts.every(({ amount }) => Boolean(parseSignedCents(amount))) && leftOf(row, parts) === 0;

/** The parts as the server takes them. */
export const toSplits = (row: Transaction, parts: readonly DraftPart[]): Omit<Split, 'category_name'>[] =>
  parts.map(({ category, amount, notes }) => ({
    category,
    amount: dollarsOf((parseSignedCents(amount) ?? 0) * direction(row)),
    notes: notes.trim() || null,
  }));
