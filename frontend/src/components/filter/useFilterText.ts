import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import { useFilterCheck } from '@/api/filters';
import { asProblem } from '@/api/problem';
import { placeAfter } from '@/lib/filterText';

const PAUSE_MS = 180;
const PATIENCE_MS = 900;

/** What is wrong with the text, and where, in the browser's places. */
export interface FilterFault {
  message: string;
  start: number;
  end: number;
  /** What to put there instead. */
  suggestion: string | null;
}

export interface FilterText {
  text: string;
  type: (text: string) => void;
  /** Shown once there was time to finish, or at once when asked for. */
  fault: FilterFault | null;
  /** Tell what is wrong without waiting, as when the box is left. */
  insist: () => void;
}

const isPlace = (value: unknown): value is { start: number; end: number } =>
  typeof value === 'object' && value !== null && 'start' in value && 'end' in value;

/** What a problem of the server says about a place in the text. */
export function faultOf(error: unknown, text: string): FilterFault {
  const { detail, extra } = asProblem(error);
  const place = isPlace(extra.place) ? extra.place : { start: 0, end: text.length };
  return {
    message: detail,
    start: placeAfter(text, place.start),
    end: placeAfter(text, place.end),
    suggestion: typeof extra.suggestion === 'string' ? extra.suggestion : null,
  };
}

/** The text of a filter while it is typed: it is asked for as soon as it means something. */
export function useFilterText(value: string, onChange: (text: string) => void): FilterText {
  const [text, setText] = useState(value);
  const [insisted, setInsisted] = useState<string | null>(null);
  const [checked] = useDebouncedValue(text, PAUSE_MS);
  const [settled] = useDebouncedValue(text, PATIENCE_MS);
  const asked = useRef(value);
  const typed = useRef<string | null>(null);
  const { isSuccess, error } = useFilterCheck(checked.trim() ? checked : '');
  useEffect(() => {
    // The address changed by something else than this box: a link, a view, a step back.
    if (value !== asked.current) {
      asked.current = value;
      typed.current = null;
      setText(value);
    }
  }, [value]);
  const means = checked === text && (checked.trim() === '' || isSuccess);
  useEffect(() => {
    // Only what was typed here: what the address brought is not sent back to it.
    if (!means || checked !== typed.current) return;
    typed.current = null;
    if (checked === asked.current) return;
    asked.current = checked;
    onChange(checked);
  }, [means, checked, onChange]);
  const type = (next: string) => {
    typed.current = next;
    setText(next);
  };
  const fault = error && checked === text && checked.trim() ? faultOf(error, text) : null;
  // What only ends too early is still being typed.
  const isBegun = fault !== null && fault.start >= text.trimEnd().length;
  const isTold = insisted === text || (settled === text && !isBegun);
  return { text, type, fault: isTold ? fault : null, insist: () => setInsisted(text) };
}
