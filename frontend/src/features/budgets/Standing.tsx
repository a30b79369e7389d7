import { CircleAlert, TrendingUp } from 'lucide-react';
import type { BudgetFigures } from '@/api/budgets';
import { Money } from '@/components/Money';
import classes from './Budgets.module.css';
import { billWords, isBill, STATUS_WORDS, toneOf } from './standing';

const ICON = { size: 13, strokeWidth: 2.25, 'aria-hidden': true } as const;

/** How a budget stands, in words: color and sign are only extras. */
export function Standing({ figures }: { figures: BudgetFigures }) {
  const { status, ahead_by } = figures;
  const words = status === 'on_pace' && isBill(figures) ? billWords(figures) : STATUS_WORDS[status];
  return (
    <span className={classes.standing} data-tone={toneOf(status)}>
      {status === 'over' && <CircleAlert {...ICON} />}
      {status === 'ahead' && <TrendingUp {...ICON} />}
      {ahead_by === null ? (
        words
      ) : (
        <span>
          <Money amount={ahead_by} kind="plain" precision="dollars" /> ahead of pace
        </span>
      )}
    </span>
  );
}
