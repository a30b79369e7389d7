import { Loader, Tooltip } from '@mantine/core';
import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import { useConsistency } from '@/api/consistency';
import { formatAgo } from '@/lib/formatting';
import classes from './Consistency.module.css';
import { StandingIcon } from './StandingIcon';
import { standingWords } from './standing';

const PATH = '/consistency';
/** What the owner came for goes first. */
const DELAY = 2_500;

function useAfterTheRest(): boolean {
  const [isReady, setReady] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setReady(true), DELAY);
    return () => clearTimeout(timer);
  }, []);
  return isReady;
}

interface ConsistencyBadgeProps {
  onNavigate?: () => void;
}

/** Whether the books are consistent, always in sight; leads to what was checked and what was found. */
export function ConsistencyBadge({ onNavigate }: ConsistencyBadgeProps) {
  const { data } = useConsistency(useAfterTheRest());
  if (!data) return null;
  const when = data.checked_at ? `Checked ${formatAgo(data.checked_at)}` : 'Every row is looked at once';
  return (
    <Tooltip label={data.is_checking ? 'Checking now' : when} position="right">
      <Link to={PATH} className={classes.badge} data-state={data.state} onClick={onNavigate}>
        <StandingIcon state={data.state} isChecking={data.is_checking} size={15} />
        <span>{standingWords(data)}</span>
        {data.is_checking && data.state !== 'unknown' && (
          <Loader size={11} className={classes.busy} aria-label="Checking" />
        )}
      </Link>
    </Tooltip>
  );
}

/** On a phone, only what is wrong: the rest is behind "More". */
export function ConsistencyAlarm() {
  const { data } = useConsistency(useAfterTheRest());
  if (data?.state !== 'broken') return null;
  return (
    <Link to={PATH} className={classes.alarm} aria-label={standingWords(data)}>
      <StandingIcon state="broken" size={20} />
    </Link>
  );
}
