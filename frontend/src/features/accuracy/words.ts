import type { Figures } from '@/api/accuracy';
import { formatCount, formatPercent, plural } from '@/lib/formatting';

export const PARTS: Record<string, { name: string; about: string }> = {
  rule: { name: 'Your rules', about: 'Conditions that you wrote' },
  amount_rule: { name: 'Amount rules', about: 'A name together with an amount' },
  own: { name: 'Your merchants', about: 'Merchants that you wrote rules for' },
  learned: { name: 'Learned merchants', about: 'From what you confirmed' },
  shipped: { name: 'Known merchants', about: 'They came with the app' },
  local_model: { name: 'Local model', about: 'Likeness to what you confirmed, worked out on this computer' },
  ai: { name: 'AI', about: 'Asked only if you want; never files by itself' },
  unmatched: { name: 'Nothing', about: 'Nobody knew: you were asked without a suggestion' },
};

export const partName = (part: string): string => PARTS[part]?.name ?? part;

/** `1 in 137`, rounded so that it never promises more than was seen. */
export const oneIn = (wrong: number, all: number): string => `1 in ${formatCount(Math.floor(all / wrong))}`;

/** What became of all that was filed without asking, in a sentence. */
export function headline({ filed, corrected }: Figures): string {
  if (filed === 0) return 'Nothing was filed without asking you yet.';
  const filedWords = `Of ${plural(filed, 'transaction')} filed without asking`;
  if (corrected === 0) return `${filedWords}, you corrected none.`;
  return `${filedWords}, you corrected ${formatCount(corrected)}: ${oneIn(corrected, filed)}.`;
}

/** A share with the bounds in which it lies, as few judged ones say little. */
export function shareWords({ accuracy, low, high }: Pick<Figures, 'accuracy' | 'low' | 'high'>): string {
  if (accuracy === null || low === null || high === null) return '–';
  return `${formatPercent(accuracy)} (between ${formatPercent(low)} and ${formatPercent(high)})`;
}
