import { dollarsOf, parseCents } from './cents';

const MINUS = /^[-−–]\s*/;
const BRACKETS = /^\((.*)\)$/;

/** The dollars of a typed balance: `-1,200.50`, `−$5` and `(5)` owe; `null` when it is no amount. */
export function parseBalance(text: string): number | null {
  const trimmed = text.trim();
  const inner = BRACKETS.exec(trimmed)?.[1];
  const owes = inner !== undefined || MINUS.test(trimmed);
  const cents = parseCents((inner ?? trimmed).replace(MINUS, ''));
  if (cents === null) return null;
  return cents === 0 ? 0 : dollarsOf(owes ? -cents : cents);
}

/** A balance as a field shows it. */
export const balanceText = (dollars: number | null): string => (dollars === null ? '' : dollars.toFixed(2));
