import type { Filer } from '@/api/ownRules';
import { formatCount } from '@/lib/formatting';

const KINDS: Record<string, string> = { rule: 'Rule', amount_rule: 'Amount', merchant_map: 'Merchant' };

/** What sort of rule it is. */
export const kindOf = ({ kind }: Pick<Filer, 'kind'>): string => KINDS[kind] ?? kind;

/** In how many confirmed transactions it was right: `12 of 13`; a dash where nobody has looked yet. */
export const rightOf = ({ settled, right }: Pick<Filer, 'settled' | 'right'>): string =>
  settled ? `${formatCount(right)} of ${formatCount(settled)}` : '–';
