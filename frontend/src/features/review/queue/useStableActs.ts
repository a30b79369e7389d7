import { useMemo, useRef } from 'react';
import type { ItemActs } from './useItemActs';

/** The same acts in an object that never changes, so that rows need not be drawn again for them. */
export function useStableActs(acts: ItemActs): ItemActs {
  const latest = useRef(acts);
  latest.current = acts;
  return useMemo(
    () => ({
      stand: (item) => latest.current.stand(item),
      accept: (item) => latest.current.accept(item),
      stage: (item) => latest.current.stage(item),
      pick: (item) => latest.current.pick(item),
      choose: (item, category) => latest.current.choose(item, category),
      create: (item, name) => latest.current.create(item, name),
      settleDuplicate: (row, decision) => latest.current.settleDuplicate(row, decision),
    }),
    [],
  );
}
