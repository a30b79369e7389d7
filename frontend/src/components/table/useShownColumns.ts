import { useMediaQuery } from '@mantine/hooks';
import { useRef } from 'react';
import type { Column } from './columns';

const WIDTHS = { sm: '(min-width: 48em)', md: '(min-width: 62em)', lg: '(min-width: 75em)' };

/** Whether the window is at least so wide; known from the first draw on. */
function useIsWide(from: keyof typeof WIDTHS): boolean {
  return useMediaQuery(WIDTHS[from], true, { getInitialValueInEffect: false });
}

export const useIsPhone = (): boolean => !useIsWide('sm');

/** The columns that the window has room for: the same array as long as it holds the same ones. */
export function useShownColumns<Row>(columns: Column<Row>[]): Column<Row>[] {
  const wide = { sm: useIsWide('sm'), md: useIsWide('md'), lg: useIsWide('lg') };
  const shown = columns.filter(({ from }) => !from || wide[from]);
  const kept = useRef(shown);
  const isSame = kept.current.length === shown.length && shown.every((column, index) => kept.current[index] === column);
  if (!isSame) kept.current = shown;
  return kept.current;
}
