import classes from './Shell.module.css';

/** The app's mark and name. */
export function Brand() {
  return (
    <span className={classes.brand}>
      <svg viewBox="0 0 32 32" width="24" height="24" aria-hidden="true">
        <rect width="32" height="32" rx="8" className={classes.mark} />
        <path
          d="M8 22.5v-5M13.3 22.5V13M18.7 22.5v-7M24 22.5v-13"
          stroke="#fff"
          strokeWidth="3"
          strokeLinecap="round"
          fill="none"
        />
      </svg>
      Budget App
    </span>
  );
}
