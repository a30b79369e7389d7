import type { AmountRule } from '@/api/rules';
import { Money } from '@/components/Money';
import { clsx } from '@/lib/classes';
import { plural } from '@/lib/formatting';
import { RuleCategory } from './RuleCategory';
import classes from './Rules.module.css';

/** An amount rule in two lines, for a phone. */
export function AmountRuleLines({ rule }: { rule: AmountRule }) {
  return (
    <span className={classes.lines}>
      <span className={clsx(classes.words, !rule.is_enabled && classes.off)}>{rule.description_pattern}</span>
      <Money amount={rule.amount} />
      <RuleCategory category={rule.category} name={rule.category_name} />
      <span className={classes.small}>{rule.is_enabled ? `used ${plural(rule.hits, 'time')}` : 'off'}</span>
    </span>
  );
}
