import { VisuallyHidden } from '@mantine/core';
import { clsx } from '@/lib/classes';
import { formatMagnitude, type MoneyPrecision } from '@/lib/formatting';
import { currency } from '@/lib/household';
import { useHiddenAmounts } from './hiddenAmounts';
import classes from './Money.module.css';
import { HIDDEN, type MoneyKind, moneyLook } from './money';
import { useStore } from './useStore';

interface MoneyProps {
  /** As the server sends it; `null` where there is none. */
  amount: number | null | undefined;
  kind?: MoneyKind;
  precision?: MoneyPrecision;
  /** A page's one big figure: cents are drawn smaller. */
  headline?: boolean;
  className?: string;
}

/** The only place that shows money: sign, colour and digits are decided here. */
export function Money({ amount, kind = 'flow', precision = 'cents', headline = false, className }: MoneyProps) {
  const hidden = useHiddenAmounts();
  useStore(currency);
  if (amount === null || amount === undefined) return <span className={clsx(classes.money, className)}>–</span>;
  if (hidden) {
    return (
      <span className={clsx(classes.money, classes.hidden, className)}>
        <span aria-hidden="true">{HIDDEN}</span>
        <VisuallyHidden>hidden amount</VisuallyHidden>
      </span>
    );
  }
  const { sign, tone } = moneyLook(amount, kind);
  const tones = { plain: undefined, in: classes.in, short: classes.short };
  const [whole, cents] = formatMagnitude(amount, precision).split('.');
  return (
    <span className={clsx(classes.money, tones[tone], className)}>
      {sign}
      {whole}
      {cents && <span className={headline ? classes.cents : undefined}>.{cents}</span>}
    </span>
  );
}
