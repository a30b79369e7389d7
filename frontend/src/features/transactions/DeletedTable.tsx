import { Button, Group, VisuallyHidden } from '@mantine/core';
import { RotateCcw, Trash2 } from 'lucide-react';
import { useMemo } from 'react';
import type { DeletedTransaction } from '@/api/deleted';
import { Money } from '@/components/Money';
import { BulkBar } from '@/components/table/BulkBar';
import type { Column } from '@/components/table/columns';
import { DataTable } from '@/components/table/DataTable';
import { useSelection } from '@/components/table/useSelection';
import { transactionName } from '@/components/transactions/transactionName';
import { formatAgo, formatDay } from '@/lib/formatting';
import classes from './cells/cells.module.css';
import { useRestoring } from './useRestoring';

interface DeletedTableProps {
  rows: DeletedTransaction[];
  total: number;
  hasMore: boolean;
  isLoadingMore: boolean;
  onLoadMore: () => void;
}

const REASONS: Record<string, string> = {
  owner: 'By you',
  duplicate: 'Was here twice',
  import: 'Import undone',
  bank: 'Removed by the bank',
  account: 'With its account',
  connection: 'With its bank connection',
};

const reasonText = (reason: string): string => REASONS[reason] ?? reason.replaceAll('_', ' ');

const rowId = ({ id }: DeletedTransaction): number => id;

const rowLabel = (row: DeletedTransaction): string => `${transactionName(row)}, ${formatDay(row.date)}`;

function phoneRow(row: DeletedTransaction) {
  return (
    <div className={classes.lines}>
      <span className={classes.name}>{transactionName(row)}</span>
      <Money amount={row.amount} />
      <span className={classes.second}>
        <span>{formatDay(row.date)}</span>
        <span className={classes.text}>{row.account_name}</span>
      </span>
      <span className={classes.second}>{reasonText(row.reason)}</span>
    </div>
  );
}

/** The log of deleted transactions, with the ways back and out. */
export function DeletedTable({ rows, total, hasMore, isLoadingMore, onLoadMore }: DeletedTableProps) {
  const ids = useMemo(() => rows.map(({ id }) => id), [rows]);
  const selection = useSelection(ids);
  const { restore, restoreMany, purge } = useRestoring();
  const columns = useMemo<Column<DeletedTransaction>[]>(
    () => [
      {
        id: 'date',
        header: 'Date',
        width: '112px',
        cell: ({ date }) => <span className={classes.quiet}>{formatDay(date)}</span>,
      },
      {
        id: 'merchant',
        header: 'Merchant',
        cell: (row) => <span title={row.description}>{transactionName(row)}</span>,
      },
      {
        id: 'category',
        header: 'Category',
        width: '150px',
        from: 'md',
        cell: ({ category_name }) => category_name ?? '–',
      },
      {
        id: 'account',
        header: 'Account',
        width: '150px',
        from: 'md',
        cell: ({ account_name }) => account_name ?? 'Account is gone',
      },
      {
        id: 'reason',
        header: 'Deleted',
        width: '190px',
        from: 'sm',
        cell: (row) => `${reasonText(row.reason)}, ${formatAgo(row.deleted_at)}`,
      },
      { id: 'amount', header: 'Amount', width: '120px', align: 'end', cell: ({ amount }) => <Money amount={amount} /> },
      {
        id: 'acts',
        header: <VisuallyHidden>Actions</VisuallyHidden>,
        width: '104px',
        align: 'end',
        cell: (row) => (
          <Button
            size="compact-xs"
            variant="default"
            disabled={!row.can_restore}
            aria-label={`Restore ${rowLabel(row)}`}
            onClick={() => restore(row)}
          >
            Restore
          </Button>
        ),
      },
    ],
    [restore],
  );
  const chosen = () => [...selection.ids].map(Number);
  return (
    <>
      <DataTable
        label="Deleted transactions"
        rows={rows}
        rowId={rowId}
        rowLabel={rowLabel}
        columns={columns}
        compact={phoneRow}
        selection={selection}
        hasMore={hasMore}
        isLoadingMore={isLoadingMore}
        onLoadMore={onLoadMore}
        total={total}
        autoFocus
      />
      <BulkBar count={selection.ids.size} noun="transaction" onClear={selection.clear}>
        <Group gap="xs">
          <Button
            size="xs"
            leftSection={<RotateCcw size={14} aria-hidden="true" />}
            onClick={() => restoreMany(chosen(), selection.clear)}
          >
            Restore
          </Button>
          <Button
            size="xs"
            variant="light"
            color="red"
            leftSection={<Trash2 size={14} aria-hidden="true" />}
            onClick={() => purge(chosen(), selection.clear)}
          >
            Remove for good
          </Button>
        </Group>
      </BulkBar>
    </>
  );
}
