/** Addresses of the app that several screens link to. */
import { bothOf } from './filterText';
import { type Period, periodToText } from './months';

interface WantedTransactions {
  period?: Period | null;
  /** A category's key, or `uncategorized`; a parent means its subcategories too. */
  category?: string | null;
  accountId?: number | null;
  search?: string;
  /** In the filter language, see docs/filter-language.md. */
  filter?: string;
  /** Only what reports count: filed rows that are no transfers and not left out. */
  countedOnly?: boolean;
}

/** The transactions screen, filtered. */
export function transactionsAddress(wanted: WantedTransactions): string {
  const params = new URLSearchParams();
  if (wanted.search) params.set('search', wanted.search);
  const filter = bothOf(wanted.filter ?? '', wanted.countedOnly ? 'is:counted' : '');
  if (filter) params.set('filter', filter);
  if (wanted.period) params.set('period', periodToText(wanted.period));
  if (wanted.accountId) params.set('account_id', String(wanted.accountId));
  if (wanted.category) params.set('category', wanted.category);
  const query = params.toString();
  return query ? `/transactions?${query}` : '/transactions';
}

const LEFT_OUT: Record<string, string> = {
  transfer: 'is:transfer status:filed',
  waiting: 'is:waiting',
  left_out: 'is:left-out status:filed -is:transfer',
};

/** The transactions that a report left out for a reason. */
export const leftOutAddress = (
  reason: string,
  { period, accountId, filter = '' }: Pick<WantedTransactions, 'period' | 'accountId' | 'filter'>,
): string => transactionsAddress({ period, accountId, filter: bothOf(filter, LEFT_OUT[reason] ?? '') });

interface WantedRule {
  /** In the filter language. */
  query: string;
  /** A category's key. */
  category?: string | null;
}

/** The window in which a new rule is written, filled as far as that is known. */
export const newRuleAddress = ({ query, category }: WantedRule): string => {
  const params = new URLSearchParams({ kind: 'own', rule: 'new', query });
  if (category) params.set('for', category);
  return `/rules?${params}`;
};
