import type { Layout } from '@/api/imports';

/** A mapping on its way: which column has the dates may be open. */
export type DraftLayout = Omit<Layout, 'date'> & { date: number | null };

/** What a column can be; a file has one of each, but for parts of the description. */
export const ROLES = [
  { value: 'date', label: 'Date' },
  { value: 'description', label: 'Description' },
  { value: 'amount', label: 'Amount' },
  { value: 'debit', label: 'Money out' },
  { value: 'credit', label: 'Money in' },
  { value: 'direction', label: 'In or out (word)' },
  { value: 'balance', label: 'Balance' },
  { value: 'merchant', label: 'Merchant' },
  { value: 'memo', label: 'Memo' },
  { value: 'posted_date', label: 'Posted date' },
  { value: 'external_id', label: 'Reference' },
  { value: 'status', label: 'Status' },
  { value: 'currency', label: 'Currency' },
  { value: 'account', label: 'Account' },
  { value: 'fee', label: 'Fee' },
] as const;

export type Role = (typeof ROLES)[number]['value'];
type SingleRole = Exclude<Role, 'description'>;

export const IGNORED = 'ignored';

const SINGLES = ROLES.map(({ value }) => value).filter((role): role is SingleRole => role !== 'description');

/** Where nothing was found: the first line is the header, the columns are for the owner to name. */
export const BLANK: DraftLayout = { date: null, description: [], header_row: 0, first_row: 1 };

/** What a column is. */
export function roleOf(layout: DraftLayout, column: number): Role | typeof IGNORED {
  if (layout.description.includes(column)) return 'description';
  return SINGLES.find((role) => layout[role] === column) ?? IGNORED;
}

function withoutColumn(layout: DraftLayout, column: number): DraftLayout {
  const cleared = { ...layout, description: layout.description.filter((each) => each !== column) };
  for (const role of SINGLES) if (cleared[role] === column) cleared[role] = null;
  return cleared;
}

/** The mapping with a column's new meaning; what it meant before, and who had that meaning, is let go. */
export function withRole(layout: DraftLayout, column: number, role: Role | typeof IGNORED): DraftLayout {
  const cleared = withoutColumn(layout, column);
  if (role === IGNORED) return cleared;
  if (role === 'description') {
    return { ...cleared, description: [...cleared.description, column].sort((a, b) => a - b) };
  }
  const next = { ...cleared, [role]: column };
  // One signed column, or one for each direction: not both.
  if (role === 'amount') return { ...next, debit: null, credit: null };
  if (role === 'debit' || role === 'credit') return { ...next, amount: null };
  return next;
}

const isSet = (column: number | null | undefined): boolean => column !== null && column !== undefined;

/** What is still to be chosen before the file can be read. */
export function missingOf(layout: DraftLayout): string | null {
  if (layout.date === null) return 'Choose the column of the dates.';
  const hasAmount = isSet(layout.amount) || isSet(layout.debit) || isSet(layout.credit);
  if (!hasAmount) return 'Choose the column of the amounts, or those of money out and money in.';
  if (layout.description.length === 0 && !isSet(layout.merchant)) return 'Choose the column of the description.';
  return null;
}

/** The mapping if it can be read with. */
export function finished(layout: DraftLayout): Layout | null {
  const { date } = layout;
  return date === null || missingOf(layout) ? null : { ...layout, date };
}

/** The header on another line (counted from 1; 0 for none); rows begin below it. */
export function withHeaderLine(layout: DraftLayout, line: number): DraftLayout {
  if (line <= 0) return { ...layout, header_row: null, first_row: 0 };
  return { ...layout, header_row: line - 1, first_row: line };
}

export const DATE_ORDERS = [
  { value: 'mdy', label: 'month / day / year' },
  { value: 'dmy', label: 'day / month / year' },
  { value: 'ymd', label: 'year - month - day' },
] as const;

export const SIGNS = [
  { value: 'money_in_positive', label: 'A minus is money out' },
  { value: 'charges_positive', label: 'A minus is money in' },
] as const;

export const DELIMITERS = [
  { value: ',', label: 'Comma' },
  { value: ';', label: 'Semicolon' },
  { value: '\t', label: 'Tab' },
  { value: '|', label: 'Bar |' },
] as const;

export const ENCODINGS = [
  { value: 'utf-8', label: 'UTF-8' },
  { value: 'utf-8-sig', label: 'UTF-8 with mark' },
  { value: 'cp1252', label: 'Windows (Western)' },
  { value: 'latin-1', label: 'Latin 1' },
  { value: 'utf-16', label: 'UTF-16' },
] as const;

export const DECIMAL_MARKS = [
  { value: '.', label: '1,234.56' },
  { value: ',', label: '1.234,56' },
] as const;

/** The options of a select, with the present value among them even when it is an unusual one. */
export const withCurrent = (
  options: readonly { value: string; label: string }[],
  value: string | undefined,
): { value: string; label: string }[] =>
  !value || options.some((option) => option.value === value) ? [...options] : [...options, { value, label: value }];
