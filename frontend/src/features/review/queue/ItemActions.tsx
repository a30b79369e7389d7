import { Check, Clock, Pencil } from 'lucide-react';
import { clsx } from '@/lib/classes';
import { formatCount } from '@/lib/formatting';
import type { Item } from './board';
import classes from './Queue.module.css';
import { hasSuggestion, type ItemActs } from './useItemActs';

interface ItemActionsProps {
  item: Item;
  /** What the buttons act on, for those who hear it. */
  name: string;
  isCurrent: boolean;
  acts: ItemActs;
}

/** Accept, change, stage: plain buttons, as there are hundreds of them. */
export function ItemActions({ item, name, isCurrent, acts }: ItemActionsProps) {
  const count = item.rows.length;
  const canAccept = item.rows.every(hasSuggestion);
  const isMember = item.row !== null && item.group.rows.length > 1;
  const tabIndex = isCurrent ? 0 : -1;
  const words = (text: string) => (isMember ? null : text);
  return (
    <div className={classes.acts}>
      {canAccept && (
        <button
          type="button"
          tabIndex={tabIndex}
          className={clsx(classes.act, classes.accept)}
          aria-label={`Accept ${item.group.source.predicted_category_name} for ${name}`}
          onClick={() => acts.accept(item)}
        >
          <Check size={14} aria-hidden="true" />
          {words(count > 1 ? `Accept ${formatCount(count)}` : 'Accept')}
        </button>
      )}
      <button
        type="button"
        tabIndex={tabIndex}
        className={clsx(classes.act, !canAccept && classes.accept)}
        aria-label={`Choose a category for ${name}`}
        onClick={() => acts.pick(item)}
      >
        <Pencil size={13} aria-hidden="true" />
        {words(canAccept ? 'Change' : 'Choose')}
      </button>
      {canAccept && (
        <button
          type="button"
          tabIndex={tabIndex}
          className={classes.act}
          aria-label={`Stage ${name} for later`}
          title="Stage, to save later"
          onClick={() => acts.stage(item)}
        >
          <Clock size={14} aria-hidden="true" />
        </button>
      )}
    </div>
  );
}
