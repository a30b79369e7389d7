import classes from './Mark.module.css';

/** The app's mark. */
export function Mark({ size = 24 }: { size?: number }) {
  return (
    <svg viewBox="0 0 32 32" width={size} height={size} aria-hidden="true" className={classes.mark}>
      <rect width="32" height="32" rx="8" />
      <path
        d="M8 22.5v-5M13.3 22.5V13M18.7 22.5v-7M24 22.5v-13"
        stroke="#fff"
        strokeWidth="3"
        strokeLinecap="round"
        fill="none"
      />
    </svg>
  );
}
