import { ArrowDown, ArrowUp } from 'lucide-react';
import { clsx } from '@/lib/classes';
import { type Column, nextSort, type Sort } from './columns';
import classes from './DataTable.module.css';
import type { RowId, Selection } from './useSelection';

interface TableHeadProps<Row> {
  columns: Column<Row>[];
  sort?: Sort;
  onSort?: (sort: Sort) => void;
  /** Left out where rows can't be selected. */
  selection?: Selection;
  allIds: () => RowId[];
  count: number;
}

const DIRECTION = { asc: 'ascending', desc: 'descending' } as const;

/** The names of the columns, which also sort. */
export function TableHead<Row>({ columns, sort, onSort, selection, allIds, count }: TableHeadProps<Row>) {
  const chosen = selection?.ids.size ?? 0;
  const isAll = chosen > 0 && chosen >= count;
  return (
    <thead>
      <tr>
        {selection && (
          <th className={clsx(classes.head, classes.checkCell)} scope="col">
            <input
              type="checkbox"
              className={classes.box}
              aria-label="Select all that are loaded"
              checked={isAll}
              ref={(box) => {
                if (box) box.indeterminate = chosen > 0 && !isAll;
              }}
              onChange={() => (isAll ? selection.clear() : selection.replace(allIds()))}
            />
          </th>
        )}
        {columns.map((column) => (
          <HeadCell key={column.id} column={column} sort={sort} onSort={onSort} />
        ))}
      </tr>
    </thead>
  );
}

interface HeadCellProps<Row> {
  column: Column<Row>;
  sort?: Sort;
  onSort?: (sort: Sort) => void;
}

function HeadCell<Row>({ column, sort, onSort }: HeadCellProps<Row>) {
  const order = sort?.by === column.id ? sort.order : undefined;
  const Arrow = order === 'desc' ? ArrowDown : ArrowUp;
  return (
    <th
      className={clsx(classes.head, column.align === 'end' && classes.end)}
      scope="col"
      aria-sort={order && DIRECTION[order]}
    >
      {column.sortable && onSort ? (
        <button
          type="button"
          className={clsx(classes.sort, order && classes.sorted)}
          onClick={() => onSort(nextSort(sort, column.id))}
        >
          {column.header}
          {order && <Arrow size={13} aria-hidden="true" />}
        </button>
      ) : (
        column.header
      )}
    </th>
  );
}
