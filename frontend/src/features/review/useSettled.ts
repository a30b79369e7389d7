import { useCallback, useMemo, useState } from 'react';

/** Rows that the owner decided about, hidden before the server has confirmed it. */
export interface Settled {
  ids: ReadonlySet<number>;
  settle: (ids: readonly number[]) => void;
  /** Show them again: it failed, was undone, or they were kicked back. */
  bringBack: (ids: readonly number[]) => void;
  bringAllBack: () => void;
}

/** Keeps which rows have left the queue on this screen. */
export function useSettled(): Settled {
  const [ids, setIds] = useState<ReadonlySet<number>>(new Set());
  const settle = useCallback((some: readonly number[]) => setIds((before) => new Set([...before, ...some])), []);
  const bringBack = useCallback((some: readonly number[]) => {
    const back = new Set(some);
    setIds((before) => new Set([...before].filter((id) => !back.has(id))));
  }, []);
  const bringAllBack = useCallback(() => setIds(new Set()), []);
  return useMemo(() => ({ ids, settle, bringBack, bringAllBack }), [ids, settle, bringBack, bringAllBack]);
}
