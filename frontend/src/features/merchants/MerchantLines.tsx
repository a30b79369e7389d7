import type { Merchant } from '@/api/merchants';
import { Money } from '@/components/Money';
import { formatDay, plural } from '@/lib/formatting';
import { MerchantName } from './MerchantName';
import classes from './Merchants.module.css';
import { UsualCategory } from './merchantColumns';

/** A merchant in two lines, for a phone. */
export function MerchantLines({ merchant }: { merchant: Merchant }) {
  const { outflow, inflow, count, last_on } = merchant;
  const isIncome = outflow === 0 && inflow > 0;
  return (
    <span className={classes.lines}>
      <MerchantName merchant={merchant} />
      <Money amount={isIncome ? -inflow : outflow} kind={isIncome ? 'flow' : 'plain'} />
      <UsualCategory merchant={merchant} />
      <span className={classes.quiet}>
        {plural(count, 'time')} · {formatDay(last_on)}
      </span>
    </span>
  );
}
