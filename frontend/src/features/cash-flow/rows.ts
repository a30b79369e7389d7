import type { CashFlowPeriod } from '@/api/cashFlow';
import { transactionsAddress } from '@/lib/addresses';
import { formatDayShort, formatMonth } from '@/lib/formatting';
import { monthOf, type Period, wholeMonths } from '@/lib/months';

/** Income, expenses, or what is left of one for the other. */
export type Side = 'income' | 'expenses' | 'net';

const COUNTED: Record<Side, string> = {
  income: 'is:income is:counted',
  expenses: 'is:spending is:counted',
  net: 'is:counted',
};

/** A category's key as the filter language takes it. */
const named = (key: string | null): string => {
  if (key === null) return 'none';
  return /^[\w-]+$/.test(key) && key !== 'none' ? key : `"${key.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
};

interface Named {
  short_desc: string | null;
}

/** The category of a figure; a parent's own rows are those of none of its subcategories. */
export function categoryWords(node: Named, parent?: Named & { children: readonly Named[] }): string {
  const own = `category:${named(node.short_desc)}`;
  if (!parent || parent.short_desc !== node.short_desc || node.short_desc === null) return own;
  const others = parent.children.filter(({ short_desc }) => short_desc !== node.short_desc);
  return [own, ...others.map(({ short_desc }) => `-category:${named(short_desc)}`)].join(' ');
}

interface Wanted {
  period: Period;
  accountId: number | null;
  /** Further words of the filter. */
  words?: string;
}

/** The transactions that a figure is made of: they add up to it, to the cent. */
export const rowsOf = (side: Side, { period, accountId, words }: Wanted): string =>
  transactionsAddress({ period, accountId, filter: [COUNTED[side], words].filter(Boolean).join(' ') });

export const daysOf = ({ start_date, end_date }: Pick<CashFlowPeriod, 'start_date' | 'end_date'>): Period => ({
  from: start_date,
  to: end_date,
});

/** `May 2026`, or `Jan 12 – Jan 25`: the year stands above. */
export function partName(part: Pick<CashFlowPeriod, 'start_date' | 'end_date'>): string {
  const days = daysOf(part);
  if (wholeMonths(days) === 1) return formatMonth(monthOf(days.from));
  if (days.from === days.to) return formatDayShort(days.from);
  return `${formatDayShort(days.from)} – ${formatDayShort(days.to)}`;
}
