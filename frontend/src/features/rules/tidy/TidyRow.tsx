import { Button } from '@mantine/core';
import type { Untidy } from '@/api/ownRules';
import { kindOf } from '../order/filerWords';
import classes from './Tidy.module.css';
import { useRemedies } from './useRemedies';

interface TidyRowProps {
  item: Untidy;
  onOpen: (tier: string, id: number) => void;
}

/** One rule that wants tidying: why, and what helps. */
export function TidyRow({ item, onOpen }: TidyRowProps) {
  const { kind, tier, rule_id: id, title, sentence, other_tier, other_id, other_title } = item;
  const remedies = useRemedies();
  const isBehind = kind === 'shadowed' && tier === 'rule' && other_tier === 'rule' && other_id !== null;
  const open = () => onOpen(tier, id);
  const remedy = {
    shadowed: isBehind
      ? { label: 'Ask it first', run: () => remedies.moveBefore(id, other_id, title) }
      : { label: 'Delete', run: () => remedies.remove(tier, id, title) },
    dead: { label: 'Delete', run: () => remedies.remove(tier, id, title) },
    contradicting: { label: 'Open', run: open },
  }[kind];
  const hasOther = other_tier !== null && other_id !== null;
  return (
    <li className={classes.item}>
      <span className={classes.text}>
        <span className={classes.title}>
          <span className={classes.tier}>{kindOf({ kind: tier })}</span> {title}
        </span>
        <span className={classes.sentence}>{sentence}</span>
      </span>
      <span className={classes.acts}>
        <Button
          size="xs"
          variant={kind === 'contradicting' ? 'filled' : 'light'}
          aria-label={`${remedy.label}: ${title}`}
          loading={remedies.isPending}
          onClick={remedy.run}
        >
          {remedy.label}
        </Button>
        {kind !== 'contradicting' && (
          <Button size="xs" variant="default" aria-label={`Open ${title}`} onClick={open}>
            Open
          </Button>
        )}
        {hasOther && (
          <Button
            size="xs"
            variant="default"
            aria-label={`Open ${other_title}, which it meets`}
            onClick={() => onOpen(other_tier, other_id)}
          >
            The other
          </Button>
        )}
      </span>
    </li>
  );
}
