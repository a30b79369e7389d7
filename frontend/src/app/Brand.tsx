import { Mark } from '@/components/Mark';
import classes from './Shell.module.css';

/** The app's mark and name. */
export function Brand() {
  return (
    <span className={classes.brand}>
      <Mark />
      Budget App
    </span>
  );
}
