import type { Backtest } from '@/api/ownRules';
import { formatCount, plural } from '@/lib/formatting';
import classes from './Editor.module.css';

const TIERS: Record<string, string> = {
  rule: 'Your rule',
  amount_rule: 'Amount',
  merchant_map: 'Merchant',
};
const SHOWN = 6;

const agreementOf = (count: number, agreeing: number): string => {
  if (agreeing === count) return count === 1 ? 'agrees' : 'all agree';
  return agreeing === 0 ? 'otherwise' : `${formatCount(agreeing)} agree`;
};

/** Which other rules have a word about the same rows now. */
export function Overlaps({ overlaps }: Pick<Backtest, 'overlaps'>) {
  if (overlaps.length === 0) return null;
  return (
    <section aria-label="Shared with other rules">
      <h4>Shared with other rules</h4>
      <ul className={classes.overlaps}>
        {overlaps.slice(0, SHOWN).map(({ tier, rule_id, title, count, agreeing, is_first }) => (
          <li key={`${tier} ${rule_id}`}>
            <span className={classes.what}>
              <span className={classes.small}>{TIERS[tier] ?? tier}</span> {title}
            </span>
            <span className={classes.small}>
              {formatCount(count)}, {agreementOf(count, agreeing)}
              {is_first && ' · asked before'}
            </span>
          </li>
        ))}
      </ul>
      {overlaps.length > SHOWN && (
        <p className={classes.small}>And {plural(overlaps.length - SHOWN, 'more rule', 'more rules')}.</p>
      )}
    </section>
  );
}
