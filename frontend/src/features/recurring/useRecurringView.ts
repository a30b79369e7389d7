import { useCallback } from 'react';
import { useSearchParams } from 'react-router';

/** What is open on the screen, kept in the address: `?series=…`, `?edit=…`, `?edit=new`. */
export function useRecurringView() {
  const [params, setParams] = useSearchParams();
  const set = useCallback(
    (name: 'series' | 'edit', value: string | null) =>
      setParams((before) => {
        const after = new URLSearchParams(before);
        after.delete('series');
        after.delete('edit');
        if (value !== null) after.set(name, value);
        return after;
      }),
    [setParams],
  );
  return {
    opened: params.get('series'),
    edited: params.get('edit'),
    open: useCallback((key: string) => set('series', key), [set]),
    edit: useCallback((key: string) => set('edit', key), [set]),
    add: useCallback(() => set('edit', 'new'), [set]),
    close: useCallback(() => set('series', null), [set]),
  };
}

export type RecurringView = ReturnType<typeof useRecurringView>;
