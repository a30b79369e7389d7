import type { AmountRule } from '@/api/rules';
import { centsOf, centsText, dollarsOf, parseCents } from '@/lib/cents';

/** An amount rule as it is being typed. */
export interface AmountDraft {
  pattern: string;
  direction: string;
  amount: string;
  tolerance: string;
  category: string | null;
  notes: string;
  isOn: boolean;
}

/** The fields' first content. */
export function draftOf(rule: AmountRule | null): AmountDraft {
  if (!rule)
    return { pattern: '', direction: 'out', amount: '', tolerance: '0.00', category: null, notes: '', isOn: true };
  return {
    pattern: rule.description_pattern,
    direction: rule.amount < 0 ? 'in' : 'out',
    amount: centsText(centsOf(rule.amount)),
    tolerance: centsText(centsOf(rule.tolerance)),
    category: rule.category,
    notes: rule.notes ?? '',
    isOn: rule.is_enabled,
  };
}

/** What the fields mean to the server; `body` is `null` while something is missing. */
export function meaningOf({ pattern, direction, amount, tolerance, category, notes }: AmountDraft) {
  const cents = parseCents(amount);
  const slack = tolerance.trim() ? parseCents(tolerance) : 0;
  const signed = cents === null ? null : dollarsOf(direction === 'in' ? -cents : cents);
  const allowed = slack === null ? null : dollarsOf(slack);
  const isWhole = pattern.trim() && category && signed !== null && allowed !== null;
  return {
    amount: signed,
    tolerance: allowed,
    body: isWhole
      ? { description_pattern: pattern, amount: signed, tolerance: allowed, category, notes: notes.trim() || null }
      : null,
  };
}
