import type { Goal } from '@/api/goals';
import type { components } from '@/api/schema.gen';
import { centsOf, centsText, dollarsOf, parseCents } from '@/lib/cents';
import type { Day } from '@/lib/months';

export interface GoalFields {
  name: string;
  target: string;
  date: Day | null;
  /** Whether an account's balance is what is saved. */
  isOfAccount: boolean;
  accountId: number | null;
  /** What of the account is not for this goal. */
  starting: string;
  /** What is put aside already; only for a new goal. */
  already: string;
  notes: string;
}

const textOf = (dollars: number): string => (dollars === 0 ? '' : centsText(centsOf(dollars)));

export const fieldsOf = (goal: Goal | null): GoalFields => ({
  name: goal?.name ?? '',
  target: goal ? textOf(goal.target_amount) : '',
  date: goal?.target_date ?? null,
  isOfAccount: goal ? goal.account_id !== null : false,
  accountId: goal?.account_id ?? null,
  starting: goal ? textOf(goal.starting_amount) : '',
  already: '',
  notes: goal?.notes ?? '',
});

const amountOr = (text: string): number | null => (text.trim() === '' ? 0 : parseCents(text));

export const checkGoal = {
  name: (name: string) => (name.trim() ? null : 'Say what it is for'),
  target: (text: string) => (parseCents(text) ? null : 'Type an amount, such as 1,200'),
  accountId: (id: number | null, fields: GoalFields) =>
    fields.isOfAccount && id === null ? 'Choose the account' : null,
  starting: (text: string) => (amountOr(text) === null ? 'Type an amount' : null),
  already: (text: string) => (amountOr(text) === null ? 'Type an amount' : null),
};

/** The fields as the server takes them. */
export function toGoal(fields: GoalFields): components['schemas']['GoalIn'] {
  const { isOfAccount } = fields;
  return {
    name: fields.name.trim(),
    target_amount: dollarsOf(parseCents(fields.target) ?? 0),
    target_date: fields.date,
    account_id: isOfAccount ? fields.accountId : null,
    starting_amount: isOfAccount ? dollarsOf(amountOr(fields.starting) ?? 0) : 0,
    saved_already: isOfAccount ? 0 : dollarsOf(amountOr(fields.already) ?? 0),
    notes: fields.notes.trim() || null,
  };
}
