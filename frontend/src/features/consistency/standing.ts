import type { Consistency } from '@/api/consistency';
import { plural } from '@/lib/formatting';

/** How the books stand, in a few words. */
export function standingWords(data: Pick<Consistency, 'state' | 'broken' | 'differing'>): string {
  switch (data.state) {
    case 'broken':
      return `${plural(data.broken, 'problem')} found`;
    case 'differs':
      return plural(data.differing, 'balance differs', 'balances differ');
    case 'sound':
      return 'Books are consistent';
    default:
      return 'Checking the books…';
  }
}
