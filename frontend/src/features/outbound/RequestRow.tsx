import { ArrowUpRight, ChevronDown, CircleDashed, CircleX, Globe, type LucideIcon, ShieldBan } from 'lucide-react';
import { useId, useState } from 'react';
import type { OutboundRequest } from '@/api/outbound';
import { formatBytes, formatTime } from '@/lib/formatting';
import classes from './Outbound.module.css';
import { RequestDetails } from './RequestDetails';
import { hostWords, isHere, OUTCOMES, purposeWords } from './words';

const ICONS: Record<OutboundRequest['outcome'], LucideIcon> = {
  started: CircleDashed,
  answered: ArrowUpRight,
  failed: CircleX,
  refused: ShieldBan,
  by_browser: Globe,
};

/** One request: whom, what for, when, how much; every word when it is opened. */
export function RequestRow({ request }: { request: OutboundRequest }) {
  const [isOpen, setOpen] = useState(false);
  const details = useId();
  const { outcome } = request;
  const Icon = ICONS[outcome];
  return (
    <li>
      <button
        type="button"
        className={classes.line}
        aria-expanded={isOpen}
        aria-controls={details}
        onClick={() => setOpen(!isOpen)}
      >
        <span className={classes.icon} data-outcome={outcome} role="img" aria-label={OUTCOMES[outcome]}>
          <Icon size={17} strokeWidth={2} aria-hidden="true" />
        </span>
        <span className={classes.what}>
          <span className={classes.host}>{hostWords(request)}</span>
          <span className={classes.sentence}>{summaryOf(request)}</span>
        </span>
        <span className={classes.when}>
          <time dateTime={request.started_at}>{formatTime(request.started_at)}</time>
          <span>{sizesOf(request)}</span>
        </span>
        <ChevronDown size={16} className={classes.chevron} data-open={isOpen || undefined} aria-hidden="true" />
      </button>
      <div id={details}>{isOpen && <RequestDetails request={request} />}</div>
    </li>
  );
}

function summaryOf({ purpose, host, path, outcome, detail }: OutboundRequest): string {
  const whom = purposeWords(purpose);
  if (outcome === 'refused') return `${whom} · not sent`;
  if (outcome === 'failed') return `${whom} · no answer (${detail})`;
  return [whom, isHere(host) && 'on this computer', path?.split('?')[0]].filter(Boolean).join(' · ');
}

function sizesOf({ outcome, sent_bytes: sent, received_bytes: received }: OutboundRequest): string {
  if (outcome === 'refused') return 'nothing sent';
  if (outcome === 'by_browser') return 'not counted';
  return `${formatBytes(sent)} out, ${formatBytes(received)} in`;
}
