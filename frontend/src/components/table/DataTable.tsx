import { type CSSProperties, type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { formatCount } from '@/lib/formatting';
import type { Column, Sort } from './columns';
import classes from './DataTable.module.css';
import { TableHead } from './TableHead';
import { TableRow } from './TableRow';
import { useRowClicks } from './useRowClicks';
import { useRowKeys } from './useRowKeys';
import type { RowId, Selection } from './useSelection';
import { useIsPhone, useShownColumns } from './useShownColumns';
import { useVirtualRows } from './useVirtualRows';

export interface DataTableProps<Row> {
  /** What the list is, for those who hear it. */
  label: string;
  rows: readonly Row[];
  rowId: (row: Row) => RowId;
  /** What a row is called, for its checkbox. */
  rowLabel: (row: Row) => string;
  /** Kept outside the component, or in a `useMemo`: rows are drawn again when a column is another. */
  columns: Column<Row>[];
  /** On a phone one cell of two lines stands for all columns. Stable, as the columns are. */
  compact?: (row: Row) => ReactNode;
  rowHeight?: number;
  sort?: Sort;
  onSort?: (sort: Sort) => void;
  /** From `useSelection`; left out, rows can't be selected. */
  selection?: Selection;
  /** Enter, or a click on a row. */
  onOpen?: (row: Row) => void;
  /** Any other key on the current row, such as `c` for "change category". */
  onKey?: (key: string, row: Row, event: KeyboardEvent) => void;
  /** More rows are on the server: asked for when the end comes near. */
  hasMore?: boolean;
  isLoadingMore?: boolean;
  onLoadMore?: () => void;
  /** How many there are in all, loaded or not. */
  total?: number;
  /** Fixed height where the page does not fill the window. */
  height?: number | string;
  /** Start with the keyboard in the list. */
  autoFocus?: boolean;
}

/** A list of any length: only what is in sight is drawn, the server sorts and pages, the keyboard does all. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, rows, rowId, rowLabel, selection, onOpen, onKey, hasMore = false, isLoadingMore = false } = props;
  const columns = useShownColumns(props.columns);
  const isPhone = useIsPhone();
  const compact = isPhone ? props.compact : undefined;
  const rowHeight = props.rowHeight ?? (compact ? 60 : 40);
  const prefix = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const table = useRef<HTMLTableElement>(null);
  const [wanted, setCurrent] = useState(0);
  const current = Math.min(wanted, Math.max(0, rows.length - 1));
  const { onLoadMore, autoFocus } = props;
  const sight = useVirtualRows({ scroller, count: rows.length, rowHeight, hasMore, isLoadingMore, onLoadMore });
  useEffect(() => {
    // Never out of a field that someone is typing in.
    const isTyping = document.activeElement instanceof HTMLInputElement;
    if (autoFocus && !isTyping) table.current?.focus({ preventScroll: true });
  }, [autoFocus]);

  const moveTo = (index: number) => {
    setCurrent(index);
    sight.show(index);
  };
  const pageRows = () => Math.max(1, Math.floor((scroller.current?.clientHeight ?? 400) / rowHeight) - 2);
  const onKeyDown = useRowKeys({ rows, rowId, current, moveTo, pageRows, selection, onOpen, onKey });
  const onClick = useRowClicks({ rows, rowId, setCurrent, selection, onOpen });

  const span = columns.length + (selection ? 1 : 0);
  // A custom property is no known style to TypeScript.
  const sizes = { height: props.height, flex: props.height ? 'none' : undefined, '--row-height': `${rowHeight}px` };
  return (
    <div ref={scroller} className={classes.scroller} style={sizes as CSSProperties}>
      <table
        ref={table}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid is a table that takes keys
        role="grid"
        className={classes.table}
        aria-label={label}
        aria-rowcount={(props.total ?? rows.length) + 1}
        aria-multiselectable={selection ? true : undefined}
        aria-activedescendant={rows.length ? `${prefix}-${current}` : undefined}
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        <colgroup>
          {selection && <col className={classes.check} />}
          {columns.map(({ id, width }) => (
            <col key={id} style={compact ? undefined : { width }} />
          ))}
        </colgroup>
        {!compact && (
          <TableHead
            columns={columns}
            sort={props.sort}
            onSort={props.onSort}
            selection={selection}
            allIds={() => rows.map(rowId)}
            count={rows.length}
          />
        )}
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: the grid itself takes the keys */}
        <tbody onClick={onClick}>
          <Gap height={sight.above} span={span} />
          {sight.items.map(({ index }) => {
            const row = rows[index];
            if (row === undefined) return null;
            return (
              <TableRow
                key={rowId(row)}
                row={row}
                index={index}
                domId={`${prefix}-${index}`}
                columns={columns}
                isCurrent={index === current}
                isSelected={selection?.ids.has(rowId(row))}
                label={rowLabel(row)}
                openable={Boolean(onOpen)}
                compact={compact}
              />
            );
          })}
          <Gap height={sight.below} span={span} />
        </tbody>
      </table>
      {(hasMore || isLoadingMore) && (
        <div className={classes.foot} role="status">
          {formatCount(rows.length)} of {props.total === undefined ? 'more' : formatCount(props.total)} loaded…
        </div>
      )}
    </div>
  );
}

interface GapProps {
  height: number;
  span: number;
}

/** The room of the rows that are out of sight. */
function Gap({ height, span }: GapProps) {
  if (height <= 0) return null;
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in it takes the focus
    <tr aria-hidden="true" className={classes.gap}>
      <td colSpan={span} style={{ height }} />
    </tr>
  );
}
