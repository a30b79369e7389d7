import { Switch } from '@mantine/core';
import type { OutboundPurpose } from '@/api/outbound';
import { formatAgo, formatBytes, formatMoment, plural } from '@/lib/formatting';
import classes from './Outbound.module.css';
import { LEARNS } from './words';

interface PurposeRowProps {
  purpose: OutboundPurpose;
  /** Nothing leaves at the moment, whatever this switch says. */
  isHeld: boolean;
  isTurning: boolean;
  onTurn: (isOn: boolean) => void;
}

/** One service: what it learns, what it was sent this month, and whether it may be asked. */
export function PurposeRow({ purpose, isHeld, isTurning, onTurn }: PurposeRowProps) {
  const { title, is_on: isOn } = purpose;
  return (
    <li className={classes.purpose} data-held={isHeld || undefined}>
      <div className={classes.words}>
        <div className={classes.name}>{title}</div>
        <div className={classes.note}>{LEARNS[purpose.purpose]}</div>
      </div>
      <Sent purpose={purpose} />
      <Switch
        aria-label={`Allow ${title}`}
        checked={isOn}
        disabled={isHeld || isTurning}
        onChange={() => onTurn(!isOn)}
      />
    </li>
  );
}

function Sent({
  purpose: { requests, refused, failed, sent_bytes: sent, last_at: last },
}: {
  purpose: OutboundPurpose;
}) {
  if (requests + refused === 0) return <div className={classes.sent}>Nothing this month</div>;
  const more = [failed && `${failed} failed`, refused && `${refused} kept here`].filter(Boolean);
  return (
    <div className={classes.sent}>
      <span className={classes.figure}>
        {plural(requests, 'request')} · {formatBytes(sent)} sent
      </span>
      <span>
        {more.length > 0 && `${more.join(', ')} · `}
        {last && (
          <time dateTime={last} title={formatMoment(last)}>
            {formatAgo(last)}
          </time>
        )}
      </span>
    </div>
  );
}
