import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { useCategories } from '@/api/categories';
import type { TransactionQuery } from '@/api/transactions';
import { type Filter, readFilter, toQuery, writeFilter } from './filter';

export interface TransactionFilter {
  filter: Filter;
  /** The filter in the server's words. */
  query: TransactionQuery;
  /** Change some of its fields; a step back in the browser brings the former filter, unless `quiet`. */
  change: (fields: Partial<Filter>, quiet?: boolean) => void;
  /** A category is filtered by and not known yet: too early to ask the server. */
  isReady: boolean;
}

/** The screen's filter, kept in the address. */
export function useTransactionFilter(): TransactionFilter {
  const [params, setParams] = useSearchParams();
  const { data: categories = [], isPending } = useCategories();
  const filter = useMemo(() => readFilter(params, categories), [params, categories]);
  const query = useMemo(() => toQuery(filter, categories), [filter, categories]);
  const change = useCallback(
    (fields: Partial<Filter>, quiet = false) =>
      setParams((before) => writeFilter({ ...readFilter(before, categories), ...fields }, before), { replace: quiet }),
    [setParams, categories],
  );
  const namesCategory = ['category', 'category_id', 'parent_category_id'].some((name) => params.has(name));
  return { filter, query, change, isReady: !(namesCategory && isPending) };
}
