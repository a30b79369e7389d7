import { useCallback } from 'react';
import { useSearchParams } from 'react-router';
import type { MerchantOrder } from '@/api/merchants';

export const ORDERS: { value: MerchantOrder; label: string }[] = [
  { value: 'spent', label: 'Most spent' },
  { value: 'received', label: 'Most received' },
  { value: 'count', label: 'Most often' },
  { value: 'recent', label: 'Latest' },
  { value: 'name', label: 'A to Z' },
];

const isOrder = (text: string | null): text is MerchantOrder => ORDERS.some(({ value }) => value === text);

/** What the screen lists and which merchant is open, kept in the address. */
export function useMerchantsView() {
  const [params, setParams] = useSearchParams();
  const set = useCallback(
    (name: 'search' | 'order' | 'merchant', value: string | null) =>
      setParams(
        (before) => {
          const after = new URLSearchParams(before);
          if (value) after.set(name, value);
          else after.delete(name);
          return after;
        },
        { replace: name === 'search' },
      ),
    [setParams],
  );
  const order = params.get('order');
  return {
    search: params.get('search') ?? '',
    order: isOrder(order) ? order : ('spent' as const),
    opened: params.get('merchant'),
    set,
    open: useCallback((key: string) => set('merchant', key), [set]),
    close: useCallback(() => set('merchant', null), [set]),
  };
}

export type MerchantsView = ReturnType<typeof useMerchantsView>;
