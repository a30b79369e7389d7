import type { BudgetFigures } from '@/api/budgets';
import { clsx } from '@/lib/classes';
import classes from './Budgets.module.css';
import { barOf, toneOf } from './standing';

interface PaceBarProps {
  figures: BudgetFigures;
  tall?: boolean;
}

/** How much is used, and a mark where an even pace would be; the words beside it say the same. */
export function PaceBar({ figures, tall = false }: PaceBarProps) {
  const { filled, over, mark } = barOf(figures);
  return (
    <span className={clsx(classes.bar, tall && classes.tall)} data-tone={toneOf(figures.status)} aria-hidden="true">
      <span className={classes.fill} style={{ width: `${filled * 100}%` }} />
      {over > 0 && <span className={classes.over} style={{ width: `${over * 100}%` }} />}
      {mark !== null && <span className={classes.mark} style={{ insetInlineStart: `${mark * 100}%` }} />}
    </span>
  );
}
