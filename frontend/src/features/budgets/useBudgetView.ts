import { useCallback, useState } from 'react';
import { useSearchParams } from 'react-router';

export interface BudgetView {
  /** The period's key in the address; `null` is the present one. */
  month: string | null;
  setMonth: (key: string | null) => void;
  isOpen: (family: string) => boolean;
  toggle: (family: string) => void;
}

const KEY = /^\d{4}-\d{2}(-\d{2})?$/;

/** Which period is looked at, kept in the address, and which families are open. */
export function useBudgetView(): BudgetView {
  const [params, setParams] = useSearchParams();
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const given = params.get('month') ?? '';
  const setMonth = useCallback(
    (key: string | null) =>
      setParams((before) => {
        const after = new URLSearchParams(before);
        if (key === null) after.delete('month');
        else after.set('month', key);
        return after;
      }),
    [setParams],
  );
  return {
    month: KEY.test(given) ? given : null,
    setMonth,
    isOpen: (family) => open.has(family),
    toggle: (family) => {
      const next = new Set(open);
      if (!next.delete(family)) next.add(family);
      setOpen(next);
    },
  };
}
