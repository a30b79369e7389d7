import { useMemo } from 'react';
import { useCategories } from '@/api/categories';
import { type RowKind, type StagedRow, useStagedRows } from '@/api/imports';
import { ErrorState } from '@/components/ErrorState';
import { LoadingState } from '@/components/LoadingState';
import { DataTable } from '@/components/table/DataTable';
import { useIsPhone } from '@/components/table/useShownColumns';
import { columnsFor, compactFor, labelOf } from './rowColumns';
import type { StagedEdits } from './useStagedEdits';

interface RowsTableProps {
  id: string;
  statement: number;
  kind: RowKind;
  total: number;
  edits: StagedEdits;
}

/** The rows of one kind; each can be left out or insisted on. */
export function RowsTable({ id, statement, kind, total, edits }: RowsTableProps) {
  const query = useStagedRows(id, statement, kind);
  const { data: categories = [] } = useCategories();
  const { isIncluded, include } = edits;
  const isPhone = useIsPhone();
  const pages = query.data?.pages;
  const rows = useMemo(
    () =>
      (pages ?? [])
        .flatMap(({ items }) => items)
        .map((row) => (isIncluded(row) === row.include ? row : { ...row, include: isIncluded(row) })),
    [pages, isIncluded],
  );
  const hasBalance = rows.some(({ balance }) => balance !== null);
  const columns = useMemo(
    () => columnsFor({ kind, hasBalance, include, categories }),
    [kind, hasBalance, include, categories],
  );
  const compact = useMemo(() => compactFor({ kind, include }), [kind, include]);
  if (query.isPending) return <LoadingState count={8} label="Fetching the rows" />;
  if (!pages) return <ErrorState error={query.error} onRetry={query.refetch} />;
  const isProblem = kind === 'error' || kind === 'left_out';
  const rowHeight = isPhone ? 60 : 40;
  const canChoose = !isProblem;
  return (
    <DataTable<StagedRow>
      label="Rows of the file"
      rows={rows}
      rowId={({ row }) => row}
      rowLabel={labelOf}
      columns={columns}
      compact={compact}
      rowHeight={rowHeight}
      total={total}
      hasMore={query.hasNextPage}
      isLoadingMore={query.isFetchingNextPage}
      onLoadMore={() => query.fetchNextPage()}
      height={Math.min(480, (isPhone ? 2 : 38) + rows.length * rowHeight)}
      onKey={(key, row, event) => {
        if (!canChoose || (key !== ' ' && key !== 'x')) return;
        event.preventDefault();
        include(row, !row.include);
      }}
    />
  );
}
