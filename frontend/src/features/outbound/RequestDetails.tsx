import { Code, Text } from '@mantine/core';
import { type OutboundRequest, useOutboundBody } from '@/api/outbound';
import { Answer } from '@/components/Answer';
import { LoadingState } from '@/components/LoadingState';
import { formatBytes, formatMoment } from '@/lib/formatting';
import classes from './Outbound.module.css';
import { durationWords, hostWords, OUTCOMES, purposeWords } from './words';

/** Everything that is known of a request, and what it said. */
export function RequestDetails({ request }: { request: OutboundRequest }) {
  return (
    <div className={classes.details}>
      {request.detail && <Text size="sm">{request.detail}</Text>}
      <dl className={classes.facts}>
        {factsOf(request).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {request.outcome !== 'by_browser' && <Words request={request} />}
    </div>
  );
}

function factsOf(request: OutboundRequest): [string, string][] {
  const { method, path, status, outcome, duration_seconds: seconds } = request;
  const facts: [string, string | null][] = [
    ['For', purposeWords(request.purpose)],
    ['Asked', [method, `${hostWords(request)}${path ?? ''}`].filter(Boolean).join(' ')],
    ['At', formatMoment(request.started_at)],
    ['Outcome', status === null ? OUTCOMES[outcome] : `${OUTCOMES[outcome]}, status ${status}`],
    ['Took', seconds === null ? null : durationWords(seconds)],
    ['Sent', `${formatBytes(request.sent_bytes)} with its head, before encryption`],
    ['Came back', formatBytes(request.received_bytes)],
  ];
  const wanted = outcome === 'refused' || outcome === 'by_browser' ? facts.slice(0, 4) : facts;
  return wanted.filter((fact): fact is [string, string] => fact[1] !== null);
}

/** The words themselves, secrets masked. */
function Words({ request: { id, outcome } }: { request: OutboundRequest }) {
  const query = useOutboundBody(id);
  const title = outcome === 'refused' ? 'What would have been sent' : 'What was sent';
  return (
    <Answer query={query} loading={<LoadingState count={2} label="Fetching what was sent" />}>
      {({ body, is_cut: isCut }) => (
        <section aria-label={title} className={classes.body}>
          <Text size="xs" c="dimmed">
            {title}, secrets masked
          </Text>
          {body ? (
            <Code block className={classes.code} tabIndex={0}>
              {body}
            </Code>
          ) : (
            <Text size="sm" c="dimmed">
              {isCut ? 'It is no longer kept: it was long, and is long ago.' : 'Nothing but the address.'}
            </Text>
          )}
          {body && isCut && (
            <Text size="xs" c="dimmed">
              It goes on; only the beginning is kept.
            </Text>
          )}
        </section>
      )}
    </Answer>
  );
}
