import type { BudgetFamily, BudgetLine } from '@/api/budgets';

const FIGURES = {
  budgeted: null,
  carried_over: 0,
  available: 0,
  spent: 0,
  remaining: 0,
  percent_used: null,
  left_to_spend: 0,
  safe_per_day: null,
  even_pace: 0,
  ahead_by: null,
  used: null,
  pace: null,
  status: 'on_pace',
} as const;

const titled = (key: string): string => key.charAt(0).toUpperCase() + key.slice(1);

/** A line as the server sends it, for tests: say only what matters. */
export const makeLine = (key: string, fields: Partial<BudgetLine> = {}): BudgetLine => ({
  ...FIGURES,
  id: fields.is_own ? 1 : null,
  category_short_desc: key,
  display_name: titled(key),
  color: '#336699',
  is_recurring: false,
  is_own: false,
  covered_by: null,
  rollover: null,
  rollover_since: null,
  ...fields,
});

interface FamilyFields extends Partial<Omit<BudgetFamily, 'own'>> {
  own?: Partial<BudgetLine>;
}

/** A family as the server sends it, for tests. */
export const makeFamily = (key: string, { own, ...fields }: FamilyFields = {}): BudgetFamily => ({
  ...FIGURES,
  category_short_desc: key,
  display_name: titled(key),
  color: '#336699',
  spent_total: 0,
  unbudgeted: 0,
  own: makeLine(key, own),
  children: [],
  ...fields,
});
