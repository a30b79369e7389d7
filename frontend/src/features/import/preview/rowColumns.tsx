import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Category } from '@/api/categories';
import type { RowKind, StagedRow } from '@/api/imports';
import { CategoryBadge } from '@/components/CategoryBadge';
import { Money } from '@/components/Money';
import type { Column } from '@/components/table/columns';
import { clsx } from '@/lib/classes';
import { formatDay, formatDayShort } from '@/lib/formatting';
import classes from './Preview.module.css';

type Include = (row: StagedRow, wanted: boolean) => void;

interface Looks {
  kind: RowKind;
  hasBalance: boolean;
  include: Include;
  categories: readonly Category[];
}

export const labelOf = ({ row, description }: StagedRow): string => `row ${row}: ${description}`;

const isProblem = (kind: RowKind): boolean => kind === 'error' || kind === 'left_out';

/** A row's box: whether it is imported. */
function IncludeBox({ row, include }: { row: StagedRow; include: Include }) {
  return (
    <input
      type="checkbox"
      className={classes.box}
      aria-label={`Import ${labelOf(row)}`}
      checked={row.include}
      onChange={(event) => include(row, event.currentTarget.checked)}
    />
  );
}

/** Which stored transaction a row repeats, or why it stays away. */
function twinWords({ duplicate_of: twin, reason, kind }: StagedRow): ReactNode {
  if (!twin) return reason ?? (kind === 'duplicate' ? 'Is in this file before' : '');
  return (
    <>
      {formatDay(twin.date)} · <Money amount={twin.amount} /> · {twin.description}
    </>
  );
}

const PROBLEM_COLUMNS: Column<StagedRow>[] = [
  { id: 'row', header: 'Row', width: '70px', cell: ({ row }) => <span className={classes.quiet}>{row}</span> },
  { id: 'reason', header: 'Why', width: '45%', cell: ({ reason }) => <span title={reason ?? ''}>{reason}</span> },
  {
    id: 'text',
    header: 'In the file',
    cell: ({ description }) => (
      <span className={classes.quiet} title={description}>
        {description}
      </span>
    ),
  },
];

/** The columns that tell what matters of rows of a kind. */
export function columnsFor({ kind, hasBalance, include, categories }: Looks): Column<StagedRow>[] {
  if (isProblem(kind)) return PROBLEM_COLUMNS;
  const colors = new Map(categories.map(({ short_desc, color }) => [short_desc, color]));
  const columns: (Column<StagedRow> | false)[] = [
    { id: 'include', header: 'Import', width: '64px', cell: (row) => <IncludeBox row={row} include={include} /> },
    {
      id: 'row',
      header: 'Row',
      width: '64px',
      from: 'md',
      cell: ({ row }) => <span className={classes.quiet}>{row}</span>,
    },
    { id: 'date', header: 'Date', width: '112px', cell: ({ date }) => date && formatDay(date) },
    {
      id: 'description',
      header: 'Description',
      cell: ({ description, include: isIn }) => (
        <span className={isIn || kind === 'duplicate' ? undefined : classes.left} title={description}>
          {description}
        </span>
      ),
    },
    kind !== 'new' && {
      id: 'twin',
      header: 'Repeats',
      width: '34%',
      cell: (row) => <span className={classes.quiet}>{twinWords(row)}</span>,
    },
    kind !== 'duplicate' && {
      id: 'category',
      header: 'Category',
      width: '19%',
      cell: (row) => categoryCell(row, colors),
    },
    hasBalance && {
      id: 'balance',
      header: 'Balance',
      width: '116px',
      align: 'end',
      from: 'lg',
      cell: ({ balance }) => <Money amount={balance} kind="balance" className={classes.quiet} />,
    },
    { id: 'amount', header: 'Amount', width: '112px', align: 'end', cell: ({ amount }) => <Money amount={amount} /> },
  ];
  return columns.filter((column) => column !== false);
}

function categoryCell(row: StagedRow, colors: ReadonlyMap<string, string | null | undefined>): ReactNode {
  const { predicted_category: key, predicted_category_name: name, will_auto_confirm: isSure } = row;
  if (!key) return <span className={classes.quiet}>To review</span>;
  return (
    <span title={isSure ? 'Is filed by itself' : 'A suggestion: waits for your review'}>
      <CategoryBadge name={name} color={colors.get(key)} guess={!isSure} />
      {isSure && <Check size={13} aria-label="filed by itself" style={{ marginInlineStart: 6, verticalAlign: -2 }} />}
    </span>
  );
}

/** The same in two lines, for a phone. */
export function compactFor({ kind, include }: Pick<Looks, 'kind' | 'include'>): (row: StagedRow) => ReactNode {
  if (isProblem(kind)) {
    return (row) => (
      <div>
        <div className={classes.cut}>
          {row.row}: {row.reason}
        </div>
        <div className={clsx(classes.cut, classes.quiet)}>{row.description}</div>
      </div>
    );
  }
  return (row) => (
    <div className={classes.compact}>
      {/* biome-ignore lint/a11y/noLabelWithoutControl: the box is inside, and carries its own name */}
      <label>
        <IncludeBox row={row} include={include} />
      </label>
      <span className={classes.cut}>{row.description}</span>
      <Money amount={row.amount} />
      <span className={clsx(classes.cut, classes.quiet)}>
        {row.date && formatDayShort(row.date)}
        {kind === 'new' ? ` · ${row.predicted_category_name ?? 'To review'}` : <> · {twinWords(row)}</>}
      </span>
    </div>
  );
}
