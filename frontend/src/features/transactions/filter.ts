import type { Category } from '@/api/categories';
import type { TransactionQuery } from '@/api/transactions';
import type { SavedView } from '@/api/views';
import { dollarsOf, parseCents } from '@/lib/cents';
import { bothOf, wordsAsFilter } from '@/lib/filterText';
import { isDay, type Period, periodFromText, periodToText } from '@/lib/months';

export type Flow = 'out' | 'in';

/** What the screen shows, as it stands in the address. */
export interface Filter {
  /** Words, or more of the filter language. */
  text: string;
  period: Period | null;
  accountId: number | null;
  /** A category's key, or `uncategorized`; a parent means its subcategories too. */
  category: string | null;
  statuses: string[];
  flow: Flow | null;
  /** Sizes of amounts, as typed; both ends included. */
  min: string;
  max: string;
  tag: string | null;
  source: string | null;
  importId: number | null;
  withoutTransfers: boolean;
}

export const UNCATEGORIZED = 'uncategorized';

/** The address's names for the filter's fields: the server's own where they mean the same. */
const NAMES = [
  'filter',
  'view',
  'search',
  'period',
  'month',
  'start_date',
  'end_date',
  'account_id',
  'category',
  'category_id',
  'parent_category_id',
  'status',
  'flow',
  'min',
  'max',
  'tag',
  'source',
  'import_id',
  'exclude_transfers',
];

function numberIn(params: URLSearchParams, name: string): number | null {
  const value = Number(params.get(name));
  return Number.isInteger(value) && value > 0 ? value : null;
}

function periodIn(params: URLSearchParams): Period | null {
  const [from, to] = [params.get('start_date') ?? '', params.get('end_date') ?? ''];
  if (isDay(from) && isDay(to) && from <= to) return { from, to };
  return periodFromText(params.get('period') ?? params.get('month'));
}

function amountIn(params: URLSearchParams, name: string): string {
  const text = params.get(name) ?? '';
  return parseCents(text) === null ? '' : text;
}

/** The text of an address: of the filter itself, of words that other screens link to, or of a saved view. */
function textIn(params: URLSearchParams, views: readonly SavedView[]): string {
  const written = params.get('filter');
  if (written !== null) return written;
  const view = views.find(({ name }) => name === params.get('view'));
  return bothOf(view?.query ?? '', wordsAsFilter(params.get('search') ?? ''));
}

/** What an address means; links of other screens may name a category by its id. */
export function readFilter(
  params: URLSearchParams,
  categories: readonly Category[],
  views: readonly SavedView[] = [],
): Filter {
  const id = numberIn(params, 'parent_category_id') ?? numberIn(params, 'category_id');
  const named = categories.find((category) => category.id === id)?.short_desc;
  const flow = params.get('flow');
  return {
    text: textIn(params, views),
    period: periodIn(params),
    accountId: numberIn(params, 'account_id'),
    category: params.get('category') ?? named ?? null,
    statuses: params.getAll('status'),
    flow: flow === 'out' || flow === 'in' ? flow : null,
    min: amountIn(params, 'min'),
    max: amountIn(params, 'max'),
    tag: params.get('tag'),
    source: params.get('source'),
    importId: numberIn(params, 'import_id'),
    withoutTransfers: params.get('exclude_transfers') === 'true',
  };
}

/** The address of a filter; what is not of the filter (the order, the open row) stays. */
export function writeFilter(filter: Filter, before: URLSearchParams): URLSearchParams {
  const params = new URLSearchParams([...before].filter(([name]) => !NAMES.includes(name)));
  const words: [string, string | number | null][] = [
    ['filter', filter.text],
    ['period', filter.period && periodToText(filter.period)],
    ['account_id', filter.accountId],
    ['category', filter.category],
    ['flow', filter.flow],
    ['min', filter.min],
    ['max', filter.max],
    ['tag', filter.tag],
    ['source', filter.source],
    ['import_id', filter.importId],
    ['exclude_transfers', filter.withoutTransfers ? 'true' : null],
  ];
  for (const [name, value] of words) if (value !== null && value !== '') params.set(name, String(value));
  for (const status of filter.statuses) params.append('status', status);
  // A view that is changed is still the one to update; one that is cleared is left.
  const view = before.get('view');
  if (view && filter.text) params.set('view', view);
  return params;
}

/** The address of a saved view, and of nothing else that filters. */
export function viewAddress(name: string, before: URLSearchParams): URLSearchParams {
  const params = writeFilter(NO_FILTER, before);
  params.set('view', name);
  return params;
}

/** The sizes as the server wants them: signed, and positive is money out. */
function amounts({ flow, min, max }: Filter): Pick<TransactionQuery, 'min_amount' | 'max_amount'> {
  const from = parseCents(min);
  const to = parseCents(max);
  if (flow === 'in') {
    return {
      min_amount: to === null ? undefined : dollarsOf(-to),
      max_amount: dollarsOf(-(from ?? 1)),
    };
  }
  // Without a direction, a size means money out: the server's range is one stretch, not two.
  const isSized = from !== null || to !== null;
  if (!flow && !isSized) return {};
  return { min_amount: dollarsOf(from ?? 1), max_amount: to === null ? undefined : dollarsOf(to) };
}

function categoryOf(key: string | null, categories: readonly Category[]): TransactionQuery {
  if (!key) return {};
  const chosen = categories.find(({ short_desc }) => short_desc === key);
  const isParent = categories.some(({ parent }) => parent === key);
  return chosen && isParent ? { parent_category_id: chosen.id } : { category: key };
}

/** The filter in the server's words; the same for the list, the totals and bulk edits. */
export function toQuery(filter: Filter, categories: readonly Category[]): TransactionQuery {
  return {
    ...categoryOf(filter.category, categories),
    ...amounts(filter),
    filter: filter.text.trim() || undefined,
    start_date: filter.period?.from,
    end_date: filter.period?.to,
    account_id: filter.accountId ?? undefined,
    // The server refuses words that it does not know, in its own words.
    status: filter.statuses.length ? (filter.statuses as TransactionQuery['status']) : undefined,
    tag: filter.tag ?? undefined,
    source: filter.source ?? undefined,
    import_id: filter.importId ?? undefined,
    exclude_transfers: filter.withoutTransfers || undefined,
  };
}

export const NO_FILTER: Filter = readFilter(new URLSearchParams(), []);

/** Whether anything is filtered at all. */
export const isFiltered = (filter: Filter): boolean => [...writeFilter(filter, new URLSearchParams())].length > 0;
