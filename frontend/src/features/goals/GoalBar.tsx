import type { Goal } from '@/api/goals';
import classes from './Goals.module.css';
import { toneOf } from './words';

/** How much is saved, and a mark where an even line to the date would be by now. */
export function GoalBar({ goal }: { goal: Goal }) {
  const { share, expected, target_amount: target, status } = goal;
  const due = expected !== null && (status === 'on_track' || status === 'behind') ? expected / target : null;
  return (
    <div className={classes.bar} data-tone={toneOf(status)} aria-hidden="true">
      <span className={classes.fill} style={{ width: `${Math.min(1, Math.max(0, share)) * 100}%` }} />
      {due !== null && <span className={classes.mark} style={{ insetInlineStart: `${Math.min(1, due) * 100}%` }} />}
    </div>
  );
}
