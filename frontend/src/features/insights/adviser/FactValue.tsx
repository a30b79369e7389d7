import type { Fact } from '@/api/insights';
import { Money } from '@/components/Money';
import { formatCount, formatDay } from '@/lib/formatting';

const percents = new Intl.NumberFormat('en-US', { style: 'percent', maximumFractionDigits: 1 });

/** The exact value of a fact. */
export function FactValue({ fact: { unit, value } }: { fact: Fact }) {
  if (typeof value === 'string') return <>{formatDay(value)}</>;
  // What a sign means stands in the fact's words: more left over is no inflow, so no colour says so.
  if (unit === 'money') return <Money amount={value} kind="balance" />;
  return <>{unit === 'share' ? percents.format(value) : formatCount(value)}</>;
}
