import type { ReviewGroup } from '@/api/review';
import type { Transaction } from '@/api/transactions';

/** A group as it stands on screen: without the rows that are settled already. */
export interface BoardGroup {
  key: string;
  source: ReviewGroup;
  rows: Transaction[];
  /** The rows in sight; the others are folded away. */
  shown: Transaction[];
  /** How many more wait on the server beyond `rows`. */
  beyond: number;
  /** Nothing was settled since the server added the group up, so its total still tells the truth. */
  isUntouched: boolean;
}

/** Where the keyboard can stand: the head of a group of several, or a row. */
export interface Item {
  id: string;
  group: BoardGroup;
  /** `null` for a head. */
  row: Transaction | null;
  /** What a decision here settles. */
  rows: Transaction[];
}

const FOLDED = 5;

/** Folding fewer than this many away would save no room. */
const LEAST_FOLDED = 2;

export const headId = (key: string): string => `group ${key}`;

export const rowItemId = (id: number): string => `row ${id}`;

/** The groups without what is settled; a large one shows its first rows until it is unfolded. */
export function boardOf(
  groups: readonly ReviewGroup[],
  settled: ReadonlySet<number>,
  unfolded: ReadonlySet<string>,
): BoardGroup[] {
  return groups.flatMap((source) => {
    const rows = source.transactions.filter(({ id }) => !settled.has(id));
    if (rows.length === 0) return [];
    const folds = !unfolded.has(source.key) && rows.length >= FOLDED + LEAST_FOLDED;
    return {
      key: source.key,
      source,
      rows,
      shown: folds ? rows.slice(0, FOLDED) : rows,
      beyond: source.count - source.transactions.length,
      isUntouched: rows.length === source.count,
    };
  });
}

/** Everything the keyboard can stand on, from top to bottom. */
export function itemsOf(board: readonly BoardGroup[]): Item[] {
  return board.flatMap((group) => {
    const rows = group.shown.map((row): Item => ({ id: rowItemId(row.id), group, row, rows: [row] }));
    return group.rows.length > 1 ? [{ id: headId(group.key), group, row: null, rows: group.rows }, ...rows] : rows;
  });
}

/** What is left of an item once `removed` are gone: the item, a single row of it, or nothing. */
function survivor({ id, rows }: Item, removed: ReadonlySet<number>): string | null {
  const left = rows.filter((row) => !removed.has(row.id));
  if (left.length === rows.length) return id;
  const [only] = left;
  if (!only) return null;
  return left.length > 1 ? id : rowItemId(only.id);
}

/** Where the keyboard goes when `removed` leave: onwards, and back only from the end. */
export function cursorAfter(
  items: readonly Item[],
  cursor: string | null,
  removed: ReadonlySet<number>,
): string | null {
  const at = Math.max(
    0,
    items.findIndex(({ id }) => id === cursor),
  );
  for (const item of [...items.slice(at), ...items.slice(0, at).reverse()]) {
    const found = survivor(item, removed);
    if (found) return found;
  }
  return null;
}

/** The first item of the next group, or of the one before. */
export function groupStep(items: readonly Item[], cursor: string | null, by: 1 | -1): string | null {
  const starts = items.filter((item, index) => item.group.key !== items[index - 1]?.group.key);
  const key = items.find(({ id }) => id === cursor)?.group.key;
  const at = starts.findIndex(({ group }) => group.key === key);
  return starts[Math.max(0, Math.min(starts.length - 1, at + by))]?.id ?? null;
}

/** A group's place on screen, by which it is known again. */
interface Place {
  key: string;
  merchant: string | null;
}

/**
 * The groups in the order in which they stood before, so that nothing jumps under the owner's hands:
 * new ones come last; one whose suggestion changed takes the place of its merchant.
 */
export function keepOrder(groups: readonly ReviewGroup[], places: readonly Place[]): ReviewGroup[] {
  const placeOf = ({ key, merchant_key }: ReviewGroup): number => {
    const same = places.findIndex((place) => place.key === key);
    if (same >= 0) return same;
    const merchant = merchant_key ? places.findIndex((place) => place.merchant === merchant_key) : -1;
    return merchant >= 0 ? merchant + 0.5 : places.length;
  };
  return groups
    .map((group) => ({ group, place: placeOf(group) }))
    .sort((a, b) => a.place - b.place)
    .map(({ group }) => group);
}
