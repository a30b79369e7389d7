import { Button, Group, VisuallyHidden } from '@mantine/core';
import { Save, Undo2 } from 'lucide-react';
import { useMemo } from 'react';
import { useKickBack, useStaged } from '@/api/review';
import type { Transaction } from '@/api/transactions';
import { whenDone } from '@/api/whenDone';
import { Answer } from '@/components/Answer';
import { CategoryBadge } from '@/components/CategoryBadge';
import { EmptyState } from '@/components/EmptyState';
import { Money } from '@/components/Money';
import type { Column } from '@/components/table/columns';
import { DataTable } from '@/components/table/DataTable';
import { transactionName } from '@/components/transactions/transactionName';
import { showDone } from '@/components/undoToast';
import { formatCount, formatDay, formatDayShort, plural } from '@/lib/formatting';
import classes from './Review.module.css';
import type { Settled } from './useSettled';
import { useStaging } from './useStaging';

interface StagedTabProps {
  settled: Settled;
}

const rowId = ({ id }: Transaction): number => id;

const rowLabel = (row: Transaction): string => `${transactionName(row)}, ${formatDay(row.date)}`;

function columnsOf(kickBack: (row: Transaction) => void): Column<Transaction>[] {
  return [
    { id: 'date', header: 'Date', width: '112px', from: 'sm', cell: ({ date }) => formatDay(date) },
    { id: 'merchant', header: 'Merchant', cell: (row) => <span title={row.description}>{transactionName(row)}</span> },
    {
      id: 'category',
      header: 'Staged under',
      width: '200px',
      cell: (row) => <CategoryBadge name={row.category_name} color={row.category_color} />,
    },
    { id: 'account', header: 'Account', width: '150px', from: 'md', cell: ({ account_name }) => account_name },
    { id: 'amount', header: 'Amount', width: '120px', align: 'end', cell: ({ amount }) => <Money amount={amount} /> },
    {
      id: 'acts',
      header: <VisuallyHidden>Actions</VisuallyHidden>,
      width: '116px',
      align: 'end',
      cell: (row) => <KickBack row={row} onClick={kickBack} />,
    },
  ];
}

interface KickBackProps {
  row: Transaction;
  onClick: (row: Transaction) => void;
}

function KickBack({ row, onClick }: KickBackProps) {
  return (
    <button
      type="button"
      className={classes.back}
      aria-label={`Back to review: ${rowLabel(row)}`}
      onClick={() => onClick(row)}
    >
      <Undo2 size={14} aria-hidden="true" /> Back
    </button>
  );
}

/** What is staged: decided, and saved all at once. */
export function StagedTab({ settled }: StagedTabProps) {
  const list = useStaged();
  const staging = useStaging(settled);
  const { mutateAsync } = useKickBack();
  const { bringBack } = settled;
  const kickBack = useMemo(
    () => (row: Transaction) =>
      whenDone(mutateAsync({ params: { path: { transaction_id: row.id } } }), (data) => {
        bringBack([row.id]);
        showDone(data, `Put ${transactionName(row)} back into review.`);
      }),
    [mutateAsync, bringBack],
  );
  const columns = useMemo(() => columnsOf(kickBack), [kickBack]);
  const rows = useMemo(() => list.data?.pages.flatMap(({ items }) => items) ?? [], [list.data]);
  const total = list.data?.pages[0]?.total ?? 0;
  const phoneRow = useMemo(
    () => (row: Transaction) => (
      <div className={classes.phone}>
        <strong>{transactionName(row)}</strong>
        <Money amount={row.amount} />
        <span className={classes.second}>
          {formatDayShort(row.date)} <CategoryBadge name={row.category_name} color={row.category_color} />
        </span>
        <KickBack row={row} onClick={kickBack} />
      </div>
    ),
    [kickBack],
  );
  return (
    <Answer
      query={list}
      isEmpty={() => total === 0}
      empty={
        <EmptyState title="Nothing is staged" icon={Save}>
          In “To review”, S stages a transaction: it is decided, and saved with all others in one step.
        </EmptyState>
      }
    >
      {() => (
        <>
          <Group justify="space-between" gap="xs">
            <span>{plural(total, 'transaction')} staged, not saved yet.</span>
            <Group gap="xs">
              <Button variant="default" onClick={staging.revertAll}>
                Revert all
              </Button>
              <Button
                leftSection={<Save size={15} aria-hidden="true" />}
                loading={staging.isSaving}
                onClick={staging.saveAll}
              >
                Save all ({formatCount(total)})
              </Button>
            </Group>
          </Group>
          <DataTable
            label="Staged transactions"
            rows={rows}
            rowId={rowId}
            rowLabel={rowLabel}
            columns={columns}
            compact={phoneRow}
            onKey={(key, row) => {
              if (key === 'b') kickBack(row);
            }}
            hasMore={list.hasNextPage}
            isLoadingMore={list.isFetchingNextPage}
            onLoadMore={list.fetchNextPage}
            total={total}
            height="calc(100dvh - 260px)"
            autoFocus
          />
        </>
      )}
    </Answer>
  );
}
