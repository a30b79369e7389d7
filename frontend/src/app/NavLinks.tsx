import { Link, useLocation } from 'react-router';
import { useStats } from '@/api/status';
import { formatCount } from '@/lib/formatting';
import { isCurrent, type NavEntry } from './navigation';
import classes from './Shell.module.css';

/** How many rows wait for the owner, beside the entry where they wait. */
export function ReviewCount() {
  const { data } = useStats();
  const waiting = data?.pending_review ?? 0;
  if (!waiting) return null;
  return (
    <span className={classes.count} title={`${formatCount(waiting)} to review`}>
      {waiting > 999 ? '999+' : waiting}
    </span>
  );
}

interface NavItemProps {
  entry: NavEntry;
  /** The sidebar's line, or the phone's tab. */
  look: 'line' | 'tab';
  onNavigate?: () => void;
}

/** One entry of the navigation. */
export function NavItem({ entry, look, onNavigate }: NavItemProps) {
  const { pathname } = useLocation();
  const { path, label, icon: Icon } = entry;
  return (
    <Link
      to={path}
      className={look === 'line' ? classes.entry : classes.tab}
      aria-current={isCurrent(entry, pathname) ? 'page' : undefined}
      onClick={onNavigate}
    >
      <Icon size={look === 'line' ? 17 : 20} strokeWidth={1.9} aria-hidden="true" />
      {label}
      {path === '/review' && <ReviewCount />}
    </Link>
  );
}
