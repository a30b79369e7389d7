import { useLeaveDemo } from '@/api/demo';
import { useStatus } from '@/api/status';
import classes from './Shell.module.css';

/** Says on every screen that the money is made up, and leads back to the owner's own. */
export function DemoRibbon() {
  const { data } = useStatus();
  const leave = useLeaveDemo();
  if (!data?.is_demo) return null;
  return (
    <aside className={classes.ribbon} aria-label="Sample household">
      <span>
        <strong>Sample household.</strong> Everything here is made up
        <span className={classes.ribbonMore}>; your own data are untouched</span>.
      </span>
      <button
        type="button"
        className={classes.ribbonButton}
        disabled={leave.isPending}
        onClick={() => leave.mutate({})}
      >
        Back to my own
      </button>
    </aside>
  );
}
