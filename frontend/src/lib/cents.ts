/** Amounts as people type them, in whole cents: so that a form can tell to the cent what is left. */

const AMOUNT = /^\$?(\d{1,3}(?:,\d{3})+|\d{0,11})(?:\.(\d{0,2}))?$/;

/** The cents that a typed amount means, without its sign; `null` when it is no amount. */
export function parseCents(text: string): number | null {
  const match = AMOUNT.exec(text.trim());
  if (!match || !/\d/.test(text)) return null;
  const [, whole = '', part = ''] = match;
  return Number(whole.replaceAll(',', '') || 0) * 100 + Number(part.padEnd(2, '0'));
}

/** Dollars of the server (two decimals at most) as whole cents. */
export const centsOf = (dollars: number): number => Math.round(dollars * 100);

/** Whole cents as the dollars that the server takes. */
export const dollarsOf = (cents: number): number => cents / 100;

/** Cents as a field shows them: `1234.50`. */
export const centsText = (cents: number): string => (Math.abs(cents) / 100).toFixed(2);

/** What is left of `whole` after `parts`, in cents; parts without an amount take nothing. */
export const leftOver = (whole: number, parts: readonly (number | null)[]): number =>
  parts.reduce<number>((left, part) => left - (part ?? 0), whole);

/** As `parseCents`, but a minus in front turns the direction round. */
export function parseSignedCents(text: string): number | null {
  const [, minus, rest = ''] = /^\s*([-−]?)(.*)$/s.exec(text) ?? [];
  const cents = parseCents(rest);
  return cents !== null && minus ? -cents : cents;
}
