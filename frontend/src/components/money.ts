import { formatMagnitude, type MoneyPrecision } from '@/lib/formatting';
import { currency } from '@/lib/household';
import { useHiddenAmounts } from './hiddenAmounts';
import { useStore } from './useStore';

/**
 * What an amount is, which decides its sign and colour. The server's positive is money out.
 *
 * - `flow`: one movement. Out is plain, in has a + and is green.
 * - `spent`: what something cost. Plain; below zero (more came back than went out) with a − and green.
 * - `net`: out minus in. Money left over has a + and is green, a shortfall has a −.
 * - `balance`: what an account holds; the one kind where positive means the owner has it.
 * - `growth`: what a balance grew by. More has a + and is green, less has a −.
 * - `plain`: a size without a direction, such as a tolerance or a price.
 */
export type MoneyKind = 'flow' | 'spent' | 'net' | 'balance' | 'growth' | 'plain';

export interface MoneyLook {
  sign: '' | '+' | '−';
  tone: 'plain' | 'in' | 'short';
}

const LOOKS: Record<MoneyKind, { above: MoneyLook; below: MoneyLook }> = {
  flow: { above: { sign: '', tone: 'plain' }, below: { sign: '+', tone: 'in' } },
  spent: { above: { sign: '', tone: 'plain' }, below: { sign: '−', tone: 'in' } },
  net: { above: { sign: '−', tone: 'plain' }, below: { sign: '+', tone: 'in' } },
  balance: { above: { sign: '', tone: 'plain' }, below: { sign: '−', tone: 'short' } },
  growth: { above: { sign: '+', tone: 'in' }, below: { sign: '−', tone: 'plain' } },
  plain: { above: { sign: '', tone: 'plain' }, below: { sign: '', tone: 'plain' } },
};

/** Sign and tone of an amount: decided here, once, for screen, chart and tooltip. */
export function moneyLook(amount: number, kind: MoneyKind): MoneyLook {
  if (amount === 0) return { sign: '', tone: 'plain' };
  return amount > 0 ? LOOKS[kind].above : LOOKS[kind].below;
}

export const HIDDEN = '•••';

/** An amount as text, sign included. */
export function moneyText(amount: number, kind: MoneyKind = 'flow', precision: MoneyPrecision = 'cents'): string {
  return `${moneyLook(amount, kind).sign}${formatMagnitude(amount, precision)}`;
}

export type MoneyFormat = (amount: number, kind?: MoneyKind, precision?: MoneyPrecision) => string;

/** Amounts as text where no element can stand (a chart's axis, a label); covered when amounts are hidden. */
export function useMoneyText(): MoneyFormat {
  const hidden = useHiddenAmounts();
  useStore(currency);
  return hidden ? () => HIDDEN : moneyText;
}
