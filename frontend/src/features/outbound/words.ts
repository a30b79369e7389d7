import type { OutboundPurpose, OutboundRequest } from '@/api/outbound';
import { formatDayLong } from '@/lib/formatting';
import { addDays, type Day, localDay } from '@/lib/months';

/** What each service learns, in a sentence or two. */
export const LEARNS: Record<OutboundPurpose['purpose'], string> = {
  plaid: 'Learns which logins to read, by a token. Nothing of your categories, notes or budgets.',
  simplefin: 'Learns which days to read. It can only read, and is told nothing else.',
  ai: 'Is told descriptions of transactions, or totals, with names and numbers replaced. Only after you agreed.',
  prices: 'Yahoo learns the tickers of what you hold, not how many.',
};

export const PURPOSES: Record<OutboundPurpose['purpose'], string> = {
  plaid: 'Plaid',
  simplefin: 'SimpleFIN',
  ai: 'AI',
  prices: 'Share prices',
};

export const OUTCOMES: Record<OutboundRequest['outcome'], string> = {
  started: 'No answer yet',
  answered: 'Answered',
  failed: 'Failed',
  refused: 'Kept here',
  by_browser: 'By your browser',
};

const isPurpose = (text: string): text is OutboundPurpose['purpose'] => text in PURPOSES;
const isOutcome = (text: string): text is OutboundRequest['outcome'] => text in OUTCOMES;

export const purposeOf = (text: string | null) => (text && isPurpose(text) ? text : undefined);
export const outcomeOf = (text: string | null) => (text && isOutcome(text) ? text : undefined);

/** Whom a purpose asks; one of an earlier version by its plain name. */
export const purposeWords = (purpose: string): string => (isPurpose(purpose) ? PURPOSES[purpose] : purpose);

const HERE = ['localhost', '127.0.0.1', '::1'];

/** Whether who was asked runs on this computer, so that nothing left it. */
export const isHere = (host: string): boolean => HERE.includes(host);

/** Host, with the port where it is not the usual one. */
export const hostWords = ({ host, port }: OutboundRequest): string =>
  port === null || port === 443 || port === 80 ? host : `${host}:${port}`;

/** `0.4 s`, `12 s`, `125 ms`. */
export function durationWords(seconds: number): string {
  if (seconds < 1) return `${Math.round(seconds * 1000)} ms`;
  return seconds < 10 ? `${seconds.toFixed(1)} s` : `${Math.round(seconds)} s`;
}

interface RequestsOfDay {
  day: Day;
  label: string;
  requests: OutboundRequest[];
}

/** Requests by the owner's calendar day, in the order they came. */
export function byDay(requests: readonly OutboundRequest[], today: Day = localDay()): RequestsOfDay[] {
  const days = new Map<Day, OutboundRequest[]>();
  for (const request of requests) days.set(request.day, [...(days.get(request.day) ?? []), request]);
  return [...days].map(([day, those]) => ({ day, label: labelOf(day, today), requests: those }));
}

function labelOf(day: Day, today: Day): string {
  if (day === today) return 'Today';
  return day === addDays(today, -1) ? 'Yesterday' : formatDayLong(day);
}
