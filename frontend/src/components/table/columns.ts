import type { ReactNode } from 'react';

/** One column of a `DataTable`. */
export interface Column<Row> {
  id: string;
  header: ReactNode;
  cell: (row: Row) => ReactNode;
  /** Such as `90px` or `24%`; one column at least should be without, and takes the rest. */
  width?: string;
  align?: 'start' | 'end';
  /** Clicking the header asks the screen to sort by this column's id. */
  sortable?: boolean;
  /** Left out on narrower windows. */
  from?: 'sm' | 'md' | 'lg';
}

export interface Sort {
  by: string;
  order: 'asc' | 'desc';
}

/** What a click on a header asks for: the other way round, or another column from its start. */
export const nextSort = (sort: Sort | undefined, by: string): Sort =>
  sort?.by === by ? { by, order: sort.order === 'asc' ? 'desc' : 'asc' } : { by, order: 'asc' };
