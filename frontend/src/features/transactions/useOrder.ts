import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';
import type { TransactionOrder } from '@/api/transactions';
import type { Sort } from '@/components/table/columns';

const SORTS: readonly TransactionOrder['sort'][] = ['date', 'amount', 'merchant', 'category', 'account', 'created'];

/** The list's order, kept in the address; newest first needs no words. */
export function useOrder(): [TransactionOrder, (sort: Sort) => void] {
  const [params, setParams] = useSearchParams();
  const named = params.get('sort');
  const sort = SORTS.find((each) => each === named) ?? 'date';
  const order = params.get('order') === 'asc' ? 'asc' : 'desc';
  const change = useCallback(
    (next: Sort) =>
      setParams(
        (before) => {
          const after = new URLSearchParams(before);
          after.set('sort', next.by);
          after.set('order', next.order);
          return after;
        },
        { replace: true },
      ),
    [setParams],
  );
  return [useMemo(() => ({ sort, order }), [sort, order]), change];
}
