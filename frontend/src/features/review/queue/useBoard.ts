import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ReviewQueue } from '@/api/review';
import { type BoardGroup, boardOf, type Item, itemsOf, keepOrder } from './board';

export interface Board {
  groups: BoardGroup[];
  items: Item[];
  /** Where the keyboard stands. */
  current: Item | null;
  moveTo: (itemId: string | null) => void;
  moveBy: (steps: number) => void;
  unfold: (groupKey: string) => void;
  /** How many rows wait, without what is settled on screen. */
  left: number;
}

/** The item with that id, or what has taken its place. */
function standing(items: readonly Item[], cursor: string | null, lastIndex: number): Item | null {
  return items.find(({ id }) => id === cursor) ?? items[Math.min(lastIndex, items.length - 1)] ?? null;
}

/** The queue as it stands on screen, and where the keyboard is in it. */
export function useBoard(queue: ReviewQueue, settled: ReadonlySet<number>): Board {
  const [cursor, setCursor] = useState<string | null>(null);
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set());
  const places = useRef<{ key: string; merchant: string | null }[]>([]);
  const lastIndex = useRef(0);

  const ordered = useMemo(() => keepOrder(queue.groups, places.current), [queue]);
  const groups = useMemo(() => boardOf(ordered, settled, unfolded), [ordered, settled, unfolded]);
  const items = useMemo(() => itemsOf(groups), [groups]);
  const current = standing(items, cursor, lastIndex.current);
  useEffect(() => {
    places.current = ordered.map(({ key, merchant_key }) => ({ key, merchant: merchant_key }));
  }, [ordered]);
  useEffect(() => {
    lastIndex.current = current ? items.indexOf(current) : 0;
  }, [items, current]);

  const moveBy = useCallback(
    (steps: number) => {
      const at = current ? items.indexOf(current) : 0;
      setCursor(items[Math.max(0, Math.min(items.length - 1, at + steps))]?.id ?? null);
    },
    [items, current],
  );
  const unfold = useCallback((key: string) => setUnfolded((before) => new Set([...before, key])), []);
  const hidden = useMemo(
    () => queue.groups.flatMap(({ transactions }) => transactions).filter(({ id }) => settled.has(id)).length,
    [queue, settled],
  );
  return { groups, items, current, moveTo: setCursor, moveBy, unfold, left: Math.max(0, queue.total - hidden) };
}
