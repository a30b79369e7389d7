import { formatPercent } from '@/lib/formatting';
import classes from './Accuracy.module.css';

interface ShareBarProps {
  share: number | null;
  /** Where it should be, marked by a line. */
  expected?: number | null;
}

/** A share as a bar and in figures. */
export function ShareBar({ share, expected }: ShareBarProps) {
  if (share === null) return <span className={classes.quiet}>–</span>;
  return (
    <span className={classes.share}>
      <span className={classes.bar} aria-hidden="true">
        <span className={classes.filled} style={{ inlineSize: `${share * 100}%` }} />
        {expected != null && <span className={classes.mark} style={{ insetInlineStart: `${expected * 100}%` }} />}
      </span>
      <span className={classes.figure}>{formatPercent(share)}</span>
    </span>
  );
}
