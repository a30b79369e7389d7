import type { Account, AccountIn } from '@/api/accounts';
import { balanceText, parseBalance } from '@/lib/balances';
import { currency } from '@/lib/household';
import { isDay } from '@/lib/months';

/** An account as its form holds it: amounts as typed, empty for none. */
export interface AccountFields {
  name: string;
  institution: string;
  account_type: string;
  currency: string;
  opening_balance: string;
  opening_balance_on: string;
}

/** A new account, in the household's currency. */
export const noAccount = (): AccountFields => ({
  name: '',
  institution: '',
  account_type: 'checking',
  currency: currency.get(),
  opening_balance: '',
  opening_balance_on: '',
});

export const fieldsOf = (account: Account): AccountFields => ({
  name: account.name,
  institution: account.institution,
  account_type: account.account_type,
  currency: account.currency,
  opening_balance: balanceText(account.opening_balance),
  opening_balance_on: account.opening_balance_on ?? '',
});

/** What the server takes; an opening balance without its day, or the other way round, is refused by the form. */
export const toAccount = (fields: AccountFields): AccountIn => ({
  name: fields.name.trim(),
  institution: fields.institution.trim(),
  account_type: fields.account_type,
  currency: fields.currency.trim().toUpperCase(),
  opening_balance: parseBalance(fields.opening_balance),
  opening_balance_on: fields.opening_balance_on || null,
});

type Errors = Partial<Record<keyof AccountFields, string>>;

/** What keeps the form from being sent, by field. */
export function checkAccount(fields: AccountFields): Errors {
  const errors: Errors = {};
  if (!fields.name.trim()) errors.name = 'Give it a name';
  if (!fields.institution.trim()) errors.institution = 'Which bank or company keeps it?';
  if (!/^[a-z]{3}$/i.test(fields.currency.trim())) errors.currency = 'Three letters, such as USD';
  if (fields.opening_balance && parseBalance(fields.opening_balance) === null) {
    errors.opening_balance = 'An amount such as 1,234.50';
  }
  if (fields.opening_balance && !fields.opening_balance_on) errors.opening_balance_on = 'On which day?';
  if (fields.opening_balance_on && !isDay(fields.opening_balance_on)) errors.opening_balance_on = 'A day, please';
  if (fields.opening_balance_on && !fields.opening_balance) errors.opening_balance = 'How much was it that day?';
  return errors;
}
