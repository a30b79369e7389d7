import { useMediaQuery } from '@mantine/hooks';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type MouseEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { formatCount } from '@/lib/formatting';
import type { Column, Sort } from './columns';
import classes from './DataTable.module.css';
import { TableHead } from './TableHead';
import { TableRow } from './TableRow';
import { useRowKeys } from './useRowKeys';
import type { RowId, Selection } from './useSelection';

export interface DataTableProps<Row> {
  /** What the list is, for those who hear it. */
  label: string;
  rows: readonly Row[];
  rowId: (row: Row) => RowId;
  /** What a row is called, for its checkbox. */
  rowLabel: (row: Row) => string;
  columns: Column<Row>[];
  /** On a phone one cell of two lines stands for all columns. */
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

const WIDTHS = { sm: '(min-width: 48em)', md: '(min-width: 62em)', lg: '(min-width: 75em)' };
const AHEAD = 30;

function useShown<Row>(columns: Column<Row>[]): Column<Row>[] {
  const wide = {
    sm: useMediaQuery(WIDTHS.sm, true, { getInitialValueInEffect: false }),
    md: useMediaQuery(WIDTHS.md, true, { getInitialValueInEffect: false }),
    lg: useMediaQuery(WIDTHS.lg, true, { getInitialValueInEffect: false }),
  };
  const shown = columns.filter(({ from }) => !from || wide[from]);
  // The same array as long as it holds the same columns, so that rows need not be drawn again.
  const kept = useRef(shown);
  const same = kept.current.length === shown.length && shown.every((column, index) => kept.current[index] === column);
  if (!same) kept.current = shown;
  return kept.current;
}

/** A list of any length: only what is in sight is drawn, the server sorts and pages, the keyboard does all. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, rows, rowId, rowLabel, compact, selection, onOpen, hasMore = false, isLoadingMore = false } = props;
  const columns = useShown(props.columns);
  const isPhone = !useMediaQuery(WIDTHS.sm, true, { getInitialValueInEffect: false });
  const rowHeight = props.rowHeight ?? (isPhone && compact ? 60 : 40);
  const prefix = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const table = useRef<HTMLTableElement>(null);
  const [wanted, setCurrent] = useState(0);
  const current = Math.min(wanted, Math.max(0, rows.length - 1));
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollPaddingStart: 40,
    initialRect: { width: 800, height: 600 },
  });
  const drawn = virtual.getVirtualItems();
  const first = drawn[0];
  const last = drawn.at(-1);

  const { onLoadMore } = props;
  const isNearEnd = (last?.index ?? 0) >= rows.length - AHEAD;
  useEffect(() => {
    if (hasMore && isNearEnd && !isLoadingMore) onLoadMore?.();
  }, [hasMore, isNearEnd, isLoadingMore, onLoadMore]);

  useEffect(() => {
    if (props.autoFocus) table.current?.focus({ preventScroll: true });
  }, [props.autoFocus]);

  const moveTo = (index: number) => {
    setCurrent(index);
    virtual.scrollToIndex(index, { align: 'auto' });
  };
  const pageRows = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 400) / rowHeight) - 2);
  const onKeyDown = useRowKeys({ rows, rowId, current, moveTo, pageRows, selection, onOpen, onKey: props.onKey });

  const onClick = (event: MouseEvent) => {
    // Events come from elements.
    const target = event.target as Element;
    const index = Number(target.closest('tr')?.dataset.index);
    const row = rows[index];
    if (row === undefined) return;
    setCurrent(index);
    if (target.closest('td')?.querySelector('[data-select]') && selection) {
      selection.toggle(rowId(row), event.shiftKey);
    } else if (!target.closest('a, button, input, select, [role="combobox"], [role="option"]')) {
      if (event.shiftKey && selection) selection.toggle(rowId(row), true);
      else onOpen?.(row);
    }
  };

  const selected = selection?.ids.size ?? 0;
  const rank = selected === 0 ? 'none' : selected < rows.length ? 'some' : 'all';
  const span = columns.length + (selection ? 1 : 0);
  const below = last ? virtual.getTotalSize() - last.end : 0;
  return (
    <div
      ref={scroller}
      className={classes.scroller}
      style={{ height: props.height, ['--row-height' as string]: `${rowHeight}px` }}
    >
      {/* A table that is worked by keys is a grid; the element keeps what tables bring. */}
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
            <col key={id} style={isPhone && compact ? undefined : { width }} />
          ))}
        </colgroup>
        {!(isPhone && compact) && (
          <TableHead
            columns={columns}
            sort={props.sort}
            onSort={props.onSort}
            selected={selection && rank}
            onSelectAll={() => (rank === 'all' ? selection?.clear() : selection?.replace(rows.map(rowId)))}
          />
        )}
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: the grid itself takes the keys */}
        <tbody onClick={onClick}>
          {first && first.start > 0 && <Gap height={first.start} span={span} />}
          {drawn.map(({ index }) => {
            const row = rows[index];
            if (row === undefined) return null;
            const id = rowId(row);
            return (
              <TableRow
                key={id}
                row={row}
                index={index}
                domId={`${prefix}-${index}`}
                columns={columns}
                isCurrent={index === current}
                isSelected={selection?.ids.has(id)}
                label={rowLabel(row)}
                openable={Boolean(onOpen)}
                compact={isPhone ? compact : undefined}
              />
            );
          })}
          {below > 0 && <Gap height={below} span={span} />}
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
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in it takes the focus
    <tr aria-hidden="true" className={classes.gap}>
      <td colSpan={span} style={{ height }} />
    </tr>
  );
}
