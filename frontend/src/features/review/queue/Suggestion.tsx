import { useCategories } from '@/api/categories';
import { CategoryBadge } from '@/components/CategoryBadge';
import { CategoryPicker } from '@/components/pickers/CategoryPicker';
import { MakeRule } from '@/components/transactions/MakeRule';
import { WhyText } from '@/components/transactions/WhyText';
import { Why } from '@/components/Why';
import { formatPercent } from '@/lib/formatting';
import type { Item } from './board';
import classes from './Queue.module.css';
import type { ItemActs } from './useItemActs';

interface SuggestionProps {
  item: Item;
  isPicking: boolean;
  acts: ItemActs;
  /** The keyboard goes back to the item. */
  onPicked: () => void;
}

const TIERS: Record<string, string> = {
  rule: 'your rule',
  amount_rule: 'amount rule',
  merchant_map: 'merchant',
  local_model: 'this computer',
  ai: 'AI',
};

/** What the app would file it under, how sure it is and why; or the choice of something else. */
export function Suggestion({ item, isPicking, acts, onPicked }: SuggestionProps) {
  const { data: categories = [] } = useCategories();
  const { source, rows } = item.group;
  if (isPicking) {
    return (
      <div className={classes.suggestion}>
        <div style={{ width: '100%' }}>
          <CategoryPicker
            size="xs"
            aria-label={`Category of ${source.merchant_name}`}
            value={source.predicted_category}
            onChange={(category) => acts.choose(item, category)}
            onCreate={(name) => acts.create(item, name)}
            startOpen
            onClose={onPicked}
          />
        </div>
      </div>
    );
  }
  // A row of a group has the group's suggestion: saying it again would be noise.
  if (item.row && rows.length > 1) return null;
  const { predicted_category: key, predicted_category_name: name, confidence, tier } = source;
  if (!key) return <div className={`${classes.suggestion} ${classes.none}`}>No suggestion yet</div>;
  const color = categories.find(({ short_desc }) => short_desc === key)?.color;
  const first = rows[0];
  return (
    <div className={classes.suggestion}>
      <CategoryBadge name={name} color={color} />
      <span className={classes.sure}>
        {confidence !== null && formatPercent(confidence)}
        {tier && TIERS[tier] ? ` · ${TIERS[tier]}` : ''}
      </span>
      {first && (
        <Why label={`Why ${name}?`}>
          {() => (
            <>
              <WhyText transactionId={first.id} />
              <MakeRule row={first} />
            </>
          )}
        </Why>
      )}
    </div>
  );
}
