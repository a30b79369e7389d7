import { Button } from '@mantine/core';
import { Link } from 'react-router';
import type { Connection } from '@/api/connections';
import { formatAgo } from '@/lib/formatting';
import classes from './Connections.module.css';

/** Whether it goes on by itself: where the owner is needed first, nothing is asked before. */
const goesOn = ({ health: { state, action } }: Connection): boolean =>
  action === 'wait' || action === 'decide_accounts' || (action === 'none' && state !== 'broken');

/** How a login stands, in a sentence; the dot says it once more. */
export function HealthLine({ connection }: { connection: Connection }) {
  const { health, last_success_at: last, next_attempt_at: next, paused } = connection;
  const facts = [
    last ? `Last update ${formatAgo(last)}` : null,
    next && !paused && goesOn(connection) ? `${last ? 'next' : 'Next'} ${formatAgo(next)}` : null,
  ];
  return (
    <div className={classes.health}>
      <span className={classes.dot} data-state={health.state} aria-hidden="true" />
      <div>
        <div>{health.sentence}</div>
        <div className={classes.quiet}>{facts.filter(Boolean).join(' · ')}</div>
      </div>
    </div>
  );
}

interface Remedy {
  label: string;
  address: string;
  /** Another document: the one that lets Plaid's script in. */
  isDocument?: boolean;
}

function remedyOf({ id, provider, health: { action } }: Connection): Remedy | null {
  const isPlaid = provider === 'plaid';
  const link = (wish: string) =>
    isPlaid ? `/connect/plaid?${wish}=${id}` : `/connect/token/${provider}?${wish}=${id}`;
  switch (action) {
    case 'repair':
      return { label: 'Repair', address: link('repair'), isDocument: isPlaid };
    case 'relink':
      return { label: 'Connect again', address: link('replace'), isDocument: isPlaid };
    case 'settings':
      return { label: 'Open settings', address: '/settings#banks' };
    case 'allow':
      return { label: 'What may leave', address: '/outbound' };
    case 'decide_accounts':
      return { label: 'Choose accounts', address: `/connect/${id}/accounts` };
    default:
      return null;
  }
}

/** The one thing that helps, if the owner has to do something. */
export function RemedyButton({ connection }: { connection: Connection }) {
  const remedy = remedyOf(connection);
  if (!remedy) return null;
  return remedy.isDocument ? (
    <Button component="a" href={remedy.address}>
      {remedy.label}
    </Button>
  ) : (
    <Button component={Link} to={remedy.address}>
      {remedy.label}
    </Button>
  );
}
