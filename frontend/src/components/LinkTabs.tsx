import { Link } from 'react-router';
import classes from './LinkTabs.module.css';

export interface LinkTab {
  to: string;
  label: string;
  /** How many there are behind it. */
  count?: number;
}

interface LinkTabsProps {
  /** What is chosen between. */
  label: string;
  tabs: LinkTab[];
  /** The `to` of the present one. */
  current: string;
}

/** Tabs that are addresses: each can be bookmarked, and the browser's back button works. */
export function LinkTabs({ label, tabs, current }: LinkTabsProps) {
  return (
    <nav aria-label={label} className={classes.tabs}>
      {tabs.map(({ to, label: words, count }) => (
        <Link key={to} to={to} className={classes.tab} aria-current={to === current ? 'page' : undefined}>
          {words}
          {count !== undefined && <span className={classes.count}>{count}</span>}
        </Link>
      ))}
    </nav>
  );
}
