import type { RowChange } from '@/api/history';

/** How a column's raw value reads. */
export type ValueKind = 'text' | 'cents' | 'day' | 'yes' | 'category' | 'account' | 'status' | 'color' | 'count';

interface Field {
  label: string;
  kind: ValueKind;
}

const field = (label: string, kind: ValueKind = 'text'): Field => ({ label, kind });

/** The columns that mean something to the owner; the rest is bookkeeping. */
const FIELDS: Record<string, Field> = {
  account_id: field('Account', 'account'),
  account_type: field('Type'),
  amount: field('Amount', 'cents'),
  category_id: field('Category', 'category'),
  closing_balance: field('Closing balance', 'cents'),
  color: field('Color', 'color'),
  confidence: field('Times confirmed', 'count'),
  date: field('Date', 'day'),
  description: field('Description'),
  description_pattern: field('Pattern'),
  display_name: field('Name'),
  file_name: field('File'),
  finished_at: field('Finished'),
  has_splits: field('Split', 'yes'),
  imported: field('Rows imported', 'count'),
  institution: field('Institution'),
  is_ambiguous: field('Several categories', 'yes'),
  is_archived: field('Archived', 'yes'),
  files_by_itself: field('Files by itself', 'yes'),
  is_enabled: field('Switched on', 'yes'),
  is_income: field('Income', 'yes'),
  is_left_out: field('Left out of reports', 'yes'),
  is_recurring: field('Recurring', 'yes'),
  is_transfer: field('Counts as transfer', 'yes'),
  merchant_name: field('Merchant'),
  merchant_pattern: field('Pattern'),
  mode: field('Carried over'),
  month: field('Period'),
  name: field('Name'),
  notes: field('Notes'),
  opening_balance: field('Opening balance', 'cents'),
  opening_balance_on: field('Opening balance of', 'day'),
  parent_id: field('Under', 'category'),
  predicted_category_id: field('Suggestion', 'category'),
  query: field('Condition'),
  reason: field('Reason'),
  since: field('Since'),
  skipped_duplicates: field('Rows that were here already', 'count'),
  starting_amount: field('Not for this goal', 'cents'),
  status: field('Status', 'status'),
  target_amount: field('Target', 'cents'),
  target_date: field('By', 'day'),
  tolerance: field('Tolerance', 'cents'),
};

const TABLES: Record<string, [one: string, many: string]> = {
  accounts: ['Account', 'Accounts'],
  amount_rules: ['Amount rule', 'Amount rules'],
  budget_rollovers: ['Carrying over', 'Carrying over'],
  budgets: ['Budget', 'Budgets'],
  categories: ['Category', 'Categories'],
  deleted_transactions: ['Deleted log', 'Deleted log'],
  forgotten_transactions: ['Memory of purged rows', 'Memory of purged rows'],
  goal_contributions: ['Money put aside', 'Money put aside'],
  import_profiles: ['Import profile', 'Import profiles'],
  imports: ['Import', 'Imports'],
  learning_exclusions: ['Not to be learned', 'Not to be learned'],
  merchant_mappings: ['Merchant rule', 'Merchant rules'],
  rule_actions: ['What a rule does', 'What rules do'],
  rules: ['Rule', 'Rules'],
  savings_goals: ['Savings goal', 'Savings goals'],
  saved_views: ['Saved view', 'Saved views'],
  tags: ['Tag', 'Tags'],
  transaction_splits: ['Part of a split', 'Parts of a split'],
  transaction_tags: ['Tag of a transaction', 'Tags of transactions'],
  transactions: ['Transaction', 'Transactions'],
  transfers: ['Transfer', 'Transfers'],
};

const VERBS: Record<string, string> = { insert: 'added', update: 'changed', delete: 'removed' };

export interface Difference extends Field {
  column: string;
  before: unknown;
  after: unknown;
}

const isNothing = (value: unknown): boolean => value === null || value === undefined || value === '';

/** What changed in a row, in the owner's words; bookkeeping and empty fields are left out. */
export function differences({ before, after }: RowChange): Difference[] {
  const columns = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  return [...columns].flatMap((column) => {
    const known = FIELDS[column];
    const [old, next] = [before?.[column], after?.[column]];
    // A yes/no that is "no" in a row that came or went tells nothing.
    const isEmpty = (value: unknown) => isNothing(value) || (known?.kind === 'yes' && !value);
    if (!known || old === next || ((!before || !after) && isEmpty(old ?? next))) return [];
    return [{ ...known, column, before: old, after: next }];
  });
}

/** Kept for the app's own sake: what it learned from shows in the rule that came of it. */
const BOOKKEEPING = new Set(['learning_events']);

/** Two changes of one row as one: as it was at first, and as it became at last. */
function joined(first: RowChange, next: RowChange): RowChange {
  return {
    ...first,
    action: next.action === 'delete' || first.action === 'update' ? next.action : first.action,
    before: first.action === 'insert' ? null : { ...next.before, ...first.before },
    after: next.action === 'delete' ? null : { ...first.after, ...next.after },
  };
}

/** What is worth telling of an operation: each row once, and only where something shows. */
export function tellableChanges(changes: readonly RowChange[]): RowChange[] {
  const rows = new Map<string, RowChange>();
  for (const change of changes) {
    if (BOOKKEEPING.has(change.table)) continue;
    const key = `${change.table} ${change.row_id}`;
    const before = rows.get(key);
    rows.set(key, before ? joined(before, change) : change);
  }
  return [...rows.values()].filter((change) => change.action !== 'update' || differences(change).length > 0);
}

/** `Transaction changed`, or `214 transactions added` for a stretch of new rows. */
export function changeTitle({ table, action, row_id, last_row_id }: RowChange): string {
  const [one, many] = TABLES[table] ?? [table, table];
  const verb = VERBS[action] ?? action;
  const count = last_row_id === null ? 1 : last_row_id - row_id + 1;
  return count > 1 ? `${count.toLocaleString('en-US')} ${many.toLowerCase()} ${verb}` : `${one} ${verb}`;
}
