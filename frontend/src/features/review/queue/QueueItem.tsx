import { type MouseEvent, memo } from 'react';
import { Money } from '@/components/Money';
import { transactionName } from '@/components/transactions/transactionName';
import { clsx } from '@/lib/classes';
import { formatCount, formatDay, plural } from '@/lib/formatting';
import type { Item } from './board';
import { ItemActions } from './ItemActions';
import classes from './Queue.module.css';
import { Suggestion } from './Suggestion';
import { TwiceNote } from './TwiceNote';
import type { ItemActs } from './useItemActs';

interface QueueItemProps {
  item: Item;
  isCurrent: boolean;
  isSelected: boolean;
  isPicking: boolean;
  acts: ItemActs;
  onToggle: (item: Item, range: boolean) => void;
  onPicked: () => void;
}

/** How an item looks: the head of several rows, one of them, or a row on its own. */
const lookOf = ({ row, group }: Item): 'head' | 'member' | 'single' => {
  if (!row) return 'head';
  return group.rows.length > 1 ? 'member' : 'single';
};

const nameOf = ({ row, rows, group }: Item): string =>
  row
    ? `${transactionName(row)}, ${formatDay(row.date)}`
    : `${plural(rows.length, 'row')} of ${group.source.merchant_name}`;

function PlainItem({ item, isCurrent, isSelected, isPicking, acts, onToggle, onPicked }: QueueItemProps) {
  const look = lookOf(item);
  const name = nameOf(item);
  const { row, group } = item;
  const stand = (event: MouseEvent) => {
    if (event.target instanceof Element && !event.target.closest('button, input, label, a')) acts.stand(item);
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list around it takes the keys
    <article
      data-item={item.id}
      tabIndex={isCurrent ? 0 : -1}
      aria-label={name}
      aria-current={isCurrent || undefined}
      className={clsx(classes.item, classes[look], isSelected && classes.selected, isCurrent && classes.current)}
      onClick={stand}
    >
      <label className={classes.check}>
        <input
          type="checkbox"
          tabIndex={-1}
          checked={isSelected}
          onChange={() => {}}
          onClick={(event) => onToggle(item, event.shiftKey)}
          aria-label={`Select ${name}`}
        />
      </label>
      <ItemWords item={item} look={look} />
      <Suggestion item={item} isPicking={isPicking} acts={acts} onPicked={onPicked} />
      <div className={classes.amount}>
        {(row || group.isUntouched) && <Money amount={row ? row.amount : group.source.amount_total} />}
      </div>
      <ItemActions item={item} name={name} isCurrent={isCurrent} acts={acts} />
      {row && row.possible_duplicate_of_id !== null && (
        <TwiceNote row={row} otherId={row.possible_duplicate_of_id} onSettle={acts.settleDuplicate} />
      )}
    </article>
  );
}

interface ItemWordsProps {
  item: Item;
  look: 'head' | 'member' | 'single';
}

function ItemWords({ item: { row, rows, group }, look }: ItemWordsProps) {
  const line = row && (
    <div className={classes.line} title={row.description}>
      <span>{formatDay(row.date)}</span>
      <span>{row.account_name}</span>
      <span>{row.description}</span>
    </div>
  );
  if (look === 'member') return <div className={classes.words}>{line}</div>;
  return (
    <div className={classes.words}>
      <h2 className={classes.name}>
        <span>{group.source.merchant_name}</span>
        {!row && (
          <span className={classes.times}>
            {formatCount(rows.length)}×{group.beyond > 0 && ` of ${formatCount(rows.length + group.beyond)}`}
          </span>
        )}
      </h2>
      {line}
    </div>
  );
}

/** One place where the keyboard can stand; drawn again only when something about it changed. */
export const QueueItem = memo(PlainItem);
