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
  unmatched: { name: 'No suggestion', about: 'Nothing knew it: you were asked' },
};

export const partName = (part: string): string => PARTS[part]?.name ?? part;

/** `1 in 137`, rounded so that it never promises more than was seen. */
export const oneIn = (wrong: number, all: number): string => `1 in ${formatCount(Math.floor(all / wrong))}`;

/** What became of the guesses that were filed without asking, in a sentence; own rules are no guesses. */
export function headline({ filed, corrected }: Pick<Figures, 'filed' | 'corrected'>): string {
  if (filed === 0) return 'Nothing was filed by itself on a guess yet.';
  const filedWords = `Of ${plural(filed, 'guess', 'guesses')} that the app filed by itself`;
  if (corrected === 0) return `${filedWords}, you corrected none.`;
  return `${filedWords}, you corrected ${formatCount(corrected)}: ${oneIn(corrected, filed)}.`;
}

/** Who asks again at present, as too much of it was corrected; nothing where nobody has to. */
export function askingWords(parts: string[]): string {
  const names = parts.map(partName);
  if (names.length === 0) return '';
  const listed = names.length === 1 ? names[0] : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
  return `Asking again until they have done better: ${listed}. `;
}

/** A share with the bounds in which it lies, as few judged ones say little. */
export function shareWords({ accuracy, low, high }: Pick<Figures, 'accuracy' | 'low' | 'high'>): string {
  if (accuracy === null || low === null || high === null) return '–';
  return `${formatPercent(accuracy)} (between ${formatPercent(low)} and ${formatPercent(high)})`;
}
