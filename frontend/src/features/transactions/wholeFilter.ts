import type { Account } from '@/api/accounts';
import { asValue, bothOf, quoted } from '@/lib/filterText';
import { monthOf, type Period, wholeMonths } from '@/lib/months';
import type { Filter } from './filter';

const STATUS_WORDS: Record<string, string> = {
  pending_review: 'review',
  pending_save: 'staged',
  confirmed: 'by-you',
  auto_confirmed: 'by-rule',
};

function ofPeriod({ from, to }: Period): string {
  if (wholeMonths({ from, to }) === 1) return `date:${monthOf(from)}`;
  const year = from.slice(0, 4);
  return from === `${year}-01-01` && to === `${year}-12-31` ? `date:${year}` : `date:${from}..${to}`;
}

function ofAmount({ flow, min, max }: Filter): string {
  const plain = (text: string) => text.replaceAll(/[,\s]/g, '');
  if (min || max) return `${flow ?? 'out'}:${plain(min)}..${plain(max)}`;
  return flow ? `is:${flow}` : '';
}

/** Everything that is filtered by, the pills too, as one text: what a saved view keeps. */
export function wholeFilter(filter: Filter, accounts: readonly Account[]): string {
  const account = accounts.find(({ id }) => id === filter.accountId);
  const statuses = filter.statuses.map((status) => STATUS_WORDS[status] ?? status);
  const pills = [
    filter.period && ofPeriod(filter.period),
    account && `account=${asValue(account.name)}`,
    filter.category && `category:${filter.category === 'uncategorized' ? 'none' : asValue(filter.category)}`,
    statuses.length > 0 && `status:${statuses.join(',')}`,
    ofAmount(filter),
    filter.tag && `tag:${quoted(filter.tag)}`,
    filter.source && `source:${asValue(filter.source)}`,
    filter.importId && `import:${filter.importId}`,
    filter.withoutTransfers && '-has:transfer',
  ];
  return bothOf(filter.text, pills.filter(Boolean).join(' '));
}
