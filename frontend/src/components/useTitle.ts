import { useEffect } from 'react';

/** Name the browser's tab after what is on screen. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Budget App`;
  }, [title]);
}
