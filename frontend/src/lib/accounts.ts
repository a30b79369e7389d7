/** How accounts are spoken of. */

import { addMonths, type Month, monthsBetween } from './months';

export const ACCOUNT_TYPES = [
  { value: 'checking', label: 'Checking' },
  { value: 'savings', label: 'Savings' },
  { value: 'credit', label: 'Credit card' },
  { value: 'cash', label: 'Cash' },
  { value: 'loan', label: 'Loan' },
  { value: 'investment', label: 'Investment' },
  { value: 'property', label: 'Property' },
  { value: 'other', label: 'Other' },
] as const;

/** `Credit card`; a word that is not known stays as it is. */
export const accountTypeName = (type: string): string =>
  ACCOUNT_TYPES.find(({ value }) => value === type)?.label ?? type;

/** Whether the account usually owes money, so that its balance is below zero. */
export const isDebt = (type: string): boolean => type === 'credit' || type === 'loan';

/** Institutions by the short names that files and older versions use for them. */
const INSTITUTIONS: Record<string, string> = {
  amex: 'American Express',
  bofa: 'Bank of America',
  capitalone: 'Capital One',
  cash: 'Cash',
  chase: 'Chase',
  citi: 'Citi',
  discover: 'Discover',
  sofi: 'SoFi',
  usbank: 'U.S. Bank',
  wellsfargo: 'Wells Fargo',
};

export const KNOWN_INSTITUTIONS = Object.values(INSTITUTIONS).filter((name) => name !== 'Cash');

/** `Wells Fargo` for `wellsfargo`; what the owner typed stays as typed. */
export const institutionName = (institution: string): string => INSTITUTIONS[institution] ?? institution;

export type Coverage = 'covered' | 'missing' | 'outside';

export interface CoveredMonth {
  month: Month;
  state: Coverage;
}

/** The `count` months that end with `last`, oldest first, and whether each has data. */
export function coverageOf(
  { months_covered, months_missing }: { months_covered: readonly Month[]; months_missing: readonly Month[] },
  last: Month,
  count: number,
): CoveredMonth[] {
  const covered = new Set(months_covered);
  const missing = new Set(months_missing);
  const state = (month: Month): Coverage =>
    covered.has(month) ? 'covered' : missing.has(month) ? 'missing' : 'outside';
  return monthsBetween(addMonths(last, 1 - count), last).map((month) => ({ month, state: state(month) }));
}
