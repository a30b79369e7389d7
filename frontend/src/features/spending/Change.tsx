import { VisuallyHidden } from '@mantine/core';
import { ArrowDown, ArrowUp, Equal } from 'lucide-react';
import { Money } from '@/components/Money';
import { clsx } from '@/lib/classes';
import { formatPercent } from '@/lib/formatting';
import classes from './Change.module.css';

interface ChangeProps {
  /** How much more it cost than before; `null` where nothing is compared. */
  change: number | null;
  /** What it cost before. */
  previous: number | null;
  /** Also say by how much of what it was. */
  withRatio?: boolean;
}

const ICON = { size: 13, strokeWidth: 2.5, 'aria-hidden': true } as const;

/** More or less than before: an arrow and a word, so that color is only an extra. */
export function Change({ change, previous, withRatio = false }: ChangeProps) {
  if (change === null) return null;
  if (change === 0) {
    return (
      <span className={classes.change}>
        <Equal {...ICON} />
        same
      </span>
    );
  }
  const isMore = change > 0;
  const ratio = previous && previous > 0 ? Math.abs(change) / previous : null;
  const Arrow = isMore ? ArrowUp : ArrowDown;
  return (
    <span className={clsx(classes.change, isMore ? classes.more : classes.less)}>
      <Arrow {...ICON} />
      <Money amount={change} kind="plain" />
      <VisuallyHidden>{isMore ? 'more' : 'less'}</VisuallyHidden>
      {withRatio && ratio !== null && <span className={classes.ratio}>{formatPercent(ratio)}</span>}
    </span>
  );
}
