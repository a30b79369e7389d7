import { useMemo } from 'react';
import type { Transaction } from '@/api/transactions';
import type { Column } from '@/components/table/columns';
import { formatDay } from '@/lib/formatting';
import { AmountCell } from './cells/AmountCell';
import { CategoryCell } from './cells/CategoryCell';
import classes from './cells/cells.module.css';
import { MerchantCell } from './cells/MerchantCell';
import { NotesCell } from './cells/NotesCell';

/** The list's columns; `onDone` is called when a cell was edited in place, and must be stable. */
export function useColumns(onDone: () => void): Column<Transaction>[] {
  return useMemo(
    () => [
      {
        id: 'date',
        header: 'Date',
        width: '112px',
        sortable: true,
        cell: ({ date }) => <span className={classes.quiet}>{formatDay(date)}</span>,
      },
      { id: 'merchant', header: 'Merchant', sortable: true, cell: (row) => <MerchantCell row={row} /> },
      {
        id: 'category',
        header: 'Category',
        width: '210px',
        sortable: true,
        cell: (row) => <CategoryCell row={row} onDone={onDone} />,
      },
      {
        id: 'notes',
        header: 'Notes',
        width: '150px',
        from: 'lg',
        cell: (row) => <NotesCell row={row} onDone={onDone} />,
      },
      {
        id: 'account',
        header: 'Account',
        width: '150px',
        sortable: true,
        from: 'md',
        cell: ({ account_name }) => <span className={classes.quiet}>{account_name}</span>,
      },
      {
        id: 'amount',
        header: 'Amount',
        width: '124px',
        align: 'end',
        sortable: true,
        cell: (row) => <AmountCell row={row} />,
      },
    ],
    [onDone],
  );
}
