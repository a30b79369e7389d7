import { useEffect } from 'react';

const SCHEME = 'data-mantine-color-scheme';

/** Paper is white: while the page is printed, it has the light colours. */
export function usePrintInLight(): void {
  useEffect(() => {
    const root = document.documentElement;
    const paper = window.matchMedia('print');
    let before: string | null = null;
    const change = ({ matches }: { matches: boolean }) => {
      if (matches && before === null) {
        before = root.getAttribute(SCHEME);
        root.setAttribute(SCHEME, 'light');
      } else if (!matches && before !== null) {
        root.setAttribute(SCHEME, before);
        before = null;
      }
    };
    paper.addEventListener('change', change);
    return () => paper.removeEventListener('change', change);
  }, []);
}
