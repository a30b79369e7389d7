/** How syncs with a bank are spoken of. */

import { formatCount } from './formatting';

interface RunCounts {
  status: string;
  added: number;
  modified: number;
  removed: number;
  matched: number;
  error_message: string | null;
}

const COUNTS = [
  ['added', 'new'],
  ['matched', 'known from files'],
  ['modified', 'changed'],
  ['removed', 'removed at the bank'],
] as const;

/** `12 new, 3 known from files`; null where nothing moved. */
export function countWords(run: RunCounts): string | null {
  const words = COUNTS.filter(([count]) => run[count] > 0).map(([count, word]) => `${formatCount(run[count])} ${word}`);
  return words.length > 0 ? words.join(', ') : null;
}

/** What a sync that is over brought, or why it did not, in a sentence or two. */
export function runSentence(run: RunCounts): string {
  const counts = countWords(run);
  const told = run.error_message ?? '';
  if (run.status === 'interrupted')
    return 'It was stopped in the middle. Nothing is lost: the next sync goes on from there.';
  if (run.status === 'error') return told || 'It did not work, and nothing was changed.';
  const brought = counts ? `${counts}.` : 'Nothing new at the bank.';
  return run.status === 'partial' && told ? `${brought} ${told}` : brought;
}
