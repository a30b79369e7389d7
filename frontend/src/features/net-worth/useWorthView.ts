import { useCallback } from 'react';
import { useSearchParams } from 'react-router';
import type { WorthQuestion } from '@/api/balances';

export const RANGES = [
  { value: '90d', label: '90 days' },
  { value: '1y', label: '1 year' },
  { value: '3y', label: '3 years' },
  { value: 'all', label: 'All' },
] as const;

export type Range = (typeof RANGES)[number]['value'];

const QUESTIONS: Record<Range, WorthQuestion> = {
  '90d': { by: 'day', months: 12 },
  '1y': { by: 'month', months: 12 },
  '3y': { by: 'month', months: 36 },
  all: { by: 'month' },
};

const isRange = (text: string | null): text is Range => text !== null && text in QUESTIONS;

/** How far back the screen looks, kept in the address (`?range=3y`). */
export function useWorthView(): { range: Range; question: WorthQuestion; setRange: (range: string) => void } {
  const [params, setParams] = useSearchParams();
  const given = params.get('range');
  const range = isRange(given) ? given : '1y';
  const setRange = useCallback((next: string) => setParams(next === '1y' ? {} : { range: next }), [setParams]);
  return { range, question: QUESTIONS[range], setRange };
}
