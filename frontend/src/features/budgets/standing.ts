import type { BudgetFamily, BudgetFigures, BudgetLine, Rollover } from '@/api/budgets';

type Status = BudgetFigures['status'];

/** How a budget stands, in a word beside its bar. */
export const STATUS_WORDS: Record<Status, string> = {
  over: 'Over',
  used_up: 'Used up',
  ahead: 'Ahead of pace',
  on_pace: 'On pace',
  kept: 'Kept',
  planned: 'Planned',
  unbudgeted: 'No budget',
};

/** Bills come once, so that they have no pace. */
export const isBill = ({ pace, available }: BudgetFigures): boolean => pace === null && available > 0;

/** How a bill that is not over stands. */
export const billWords = ({ spent }: BudgetFigures): string => (spent > 0 ? 'Within budget' : 'Still to come');

export type Tone = 'calm' | 'ahead' | 'over';

export const toneOf = (status: Status): Tone => (status === 'over' || status === 'ahead' ? status : 'calm');

export const ROLLOVER_WORDS: Record<Rollover, string> = {
  surplus: 'What is left is carried over',
  overspend: 'What is overspent is carried over',
  both: 'What is left or overspent is carried over',
};

export interface Bar {
  /** Shares of the track, 0-1. */
  filled: number;
  /** What went over, at the end of the fill. */
  over: number;
  /** Where an even pace would be; `null` where it says nothing. */
  mark: number | null;
}

/** The bar of a budget: as long as what there is to spend, or as what was spent if that is more. */
export function barOf({ used, pace, status, even_pace, available }: BudgetFigures): Bar {
  const mark = pace !== null && available > 0 ? even_pace / available : null;
  if (used === null) return { filled: 0, over: status === 'over' ? 1 : 0, mark: null };
  if (used <= 1) return { filled: Math.max(0, used), over: 0, mark };
  return { filled: 1 / used, over: 1 - 1 / used, mark: mark === null ? null : mark / used };
}

export interface Drill {
  category?: string;
  /** In the filter language, where one category does not say it. */
  filter?: string;
}

const word = (key: string): string => `category:${key}`;

/** The rows that a line's figure is made of: exactly those that count in its budget. */
export function drillOfOwn({ own, children }: BudgetFamily): Drill {
  const key = own.category_short_desc;
  if (key === null) return { category: 'uncategorized' };
  const elsewhere = children.filter(({ covered_by }) => covered_by === null);
  if (elsewhere.length === 0) return { category: key };
  return { filter: [word(key), ...elsewhere.map(({ category_short_desc: k }) => `-${word(k ?? '')}`)].join(' ') };
}

/** The rows behind a family's figure: all of it, or only what its budgets cover. */
export function drillOfFamily(family: BudgetFamily): Drill {
  const budgets = linesOf(family);
  if (family.own.is_own || budgets.length === 0) return { category: family.category_short_desc ?? 'uncategorized' };
  const [first, ...more] = budgets.map(({ category_short_desc: key }) => key ?? '');
  return more.length === 0 ? { category: first } : { filter: [first ?? '', ...more].map(word).join(' OR ') };
}

/** The lines of a family that have a budget of their own. */
export const linesOf = ({ own, children }: BudgetFamily): BudgetLine[] =>
  [own, ...children].filter(({ is_own }) => is_own);

/** Whether a family is one line: nothing but the parent's own budget, or none at all. */
export const isSingle = (family: BudgetFamily): boolean => family.children.every(({ is_own }) => !is_own);
