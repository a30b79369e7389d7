import { useEffect, useRef } from 'react';
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
  const nav = useRef<HTMLElement>(null);
  useEffect(() => {
    // On a phone the later tabs begin out of sight.
    const tab = nav.current?.querySelector<HTMLElement>(`[href="${current}"]`);
    if (nav.current && tab) nav.current.scrollLeft = tab.offsetLeft - (nav.current.clientWidth - tab.offsetWidth) / 2;
  }, [current]);
  return (
    <nav ref={nav} aria-label={label} className={classes.tabs}>
      {tabs.map(({ to, label: words, count }) => (
        <Link key={to} to={to} className={classes.tab} aria-current={to === current ? 'page' : undefined}>
          {words}
          {count !== undefined && <span className={classes.count}>{count}</span>}
        </Link>
      ))}
    </nav>
  );
}
