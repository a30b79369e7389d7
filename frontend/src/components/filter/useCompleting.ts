import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { type Completion, useCompletions } from '@/api/filters';
import { charactersBefore, placeAfter } from '@/lib/filterText';

interface Completing {
  items: Completion[];
  isOpen: boolean;
  /** Whether what is offered belongs to the text as it stands. */
  isFresh: boolean;
  open: () => void;
  close: () => void;
  /** The place in the text moved. */
  move: () => void;
  /** Put a completion where it belongs. */
  take: (item: Completion) => void;
}

/** What could be typed at the place of the cursor, and how it gets there. */
export function useCompleting(
  box: RefObject<HTMLInputElement | null>,
  text: string,
  type: (text: string) => void,
): Completing {
  const [isOpen, setOpen] = useState(false);
  const [cursor, setCursor] = useState(text.length);
  const next = useRef<number | null>(null);
  const { data, isPlaceholderData } = useCompletions(text, charactersBefore(text, cursor), isOpen);
  useLayoutEffect(() => {
    if (next.current === null || !box.current) return;
    box.current.setSelectionRange(next.current, next.current);
    setCursor(next.current);
    next.current = null;
  });
  const take = (item: Completion) => {
    if (!data || isPlaceholderData) return;
    const start = placeAfter(text, data.start);
    const after = text.slice(placeAfter(text, data.end));
    const isDone = /[^:=<>~]$/.test(item.text);
    const written = isDone && !/^[\s,)]/.test(after) ? `${item.text} ` : item.text;
    next.current = start + written.length;
    type(text.slice(0, start) + written + after);
    setOpen(!isDone);
  };
  return {
    items: data?.items ?? [],
    isOpen,
    isFresh: data !== undefined && !isPlaceholderData,
    open: () => setOpen(true),
    close: () => setOpen(false),
    move: () => setCursor(box.current?.selectionStart ?? text.length),
    take,
  };
}
