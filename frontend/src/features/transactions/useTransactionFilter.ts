import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { useCategories } from '@/api/categories';
import type { TransactionQuery } from '@/api/transactions';
import { useViews } from '@/api/views';
import { type Filter, readFilter, toQuery, viewAddress, writeFilter } from './filter';

export interface TransactionFilter {
  filter: Filter;
  /** The filter in the server's words. */
  query: TransactionQuery;
  /** Change some of its fields; a step back in the browser brings the former filter, unless `quiet`. */
  change: (fields: Partial<Filter>, quiet?: boolean) => void;
  /** The saved view that is open, or was before it was changed. */
  view: string | null;
  openView: (name: string) => void;
  /** A category or a view is filtered by and not known yet: too early to ask the server. */
  isReady: boolean;
}

/** The screen's filter, kept in the address. */
export function useTransactionFilter(): TransactionFilter {
  const [params, setParams] = useSearchParams();
  const { data: categories = [], isPending } = useCategories();
  const view = params.get('view');
  const { data: views, isPending: isOpening } = useViews(view !== null);
  const filter = useMemo(() => readFilter(params, categories, views), [params, categories, views]);
  const query = useMemo(() => toQuery(filter, categories), [filter, categories]);
  const change = useCallback(
    (fields: Partial<Filter>, quiet = false) =>
      setParams((before) => writeFilter({ ...readFilter(before, categories, views), ...fields }, before), {
        replace: quiet,
      }),
    [setParams, categories, views],
  );
  const openView = useCallback((name: string) => setParams((before) => viewAddress(name, before)), [setParams]);
  const namesCategory = ['category', 'category_id', 'parent_category_id'].some((name) => params.has(name));
  const isReady = !(namesCategory && isPending) && !(view !== null && isOpening);
  return { filter, query, change, view, openView, isReady };
}
