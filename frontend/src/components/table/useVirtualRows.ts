import { useVirtualizer, type VirtualItem } from '@tanstack/react-virtual';
import { type RefObject, useEffect } from 'react';

/** How near the end, in rows, more are asked for. */
const AHEAD = 30;

interface VirtualRows {
  scroller: RefObject<HTMLDivElement | null>;
  count: number;
  rowHeight: number;
  hasMore: boolean;
  isLoadingMore: boolean;
  onLoadMore?: () => void;
}

interface InSight {
  items: VirtualItem[];
  /** The room, in pixels, of what is out of sight above and below. */
  above: number;
  below: number;
  show: (index: number) => void;
}

/** Which rows are in sight; asks for more when the end comes near. */
export function useVirtualRows(list: VirtualRows): InSight {
  const { scroller, count, rowHeight, hasMore, isLoadingMore, onLoadMore } = list;
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollPaddingStart: 40,
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1);
  const isNearEnd = (last?.index ?? 0) >= count - AHEAD;
  useEffect(() => {
    if (hasMore && isNearEnd && !isLoadingMore) onLoadMore?.();
  }, [hasMore, isNearEnd, isLoadingMore, onLoadMore]);
  return {
    items,
    above: items[0]?.start ?? 0,
    below: last ? virtual.getTotalSize() - last.end : 0,
    show: (index) => virtual.scrollToIndex(index, { align: 'auto' }),
  };
}
