import { ArrowDown, ArrowUp } from 'lucide-react';
import { clsx } from '@/lib/classes';
import { type Column, nextSort, type Sort } from './columns';
import classes from './DataTable.module.css';

interface TableHeadProps<Row> {
  columns: Column<Row>[];
  sort?: Sort;
  onSort?: (sort: Sort) => void;
  /** How much is selected; left out where nothing can be. */
  selected?: 'none' | 'some' | 'all';
  onSelectAll: () => void;
}

const DIRECTION = { asc: 'ascending', desc: 'descending' } as const;

/** The names of the columns, which also sort. */
export function TableHead<Row>({ columns, sort, onSort, selected, onSelectAll }: TableHeadProps<Row>) {
  return (
    <thead>
      <tr>
        {selected && (
          <th className={clsx(classes.head, classes.checkCell)} scope="col">
            <input
              type="checkbox"
              className={classes.box}
              aria-label="Select all that are loaded"
              checked={selected === 'all'}
              ref={(box) => {
                if (box) box.indeterminate = selected === 'some';
              }}
              onChange={onSelectAll}
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
