import { memo, type ReactNode } from 'react';
import { clsx } from '@/lib/classes';
import type { Column } from './columns';
import classes from './DataTable.module.css';

interface TableRowProps<Row> {
  row: Row;
  index: number;
  domId: string;
  columns: Column<Row>[];
  isCurrent: boolean;
  /** `undefined` where rows can't be selected. */
  isSelected: boolean | undefined;
  label: string;
  openable: boolean;
  compact?: (row: Row) => ReactNode;
}

function PlainRow<Row>(props: TableRowProps<Row>) {
  const { row, index, domId, columns, isCurrent, isSelected, label, openable, compact } = props;
  return (
    <tr
      id={domId}
      data-index={index}
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      className={clsx(classes.row, isCurrent && classes.current, openable && classes.openable)}
    >
      {isSelected !== undefined && (
        <td className={classes.checkCell}>
          <input
            type="checkbox"
            className={classes.box}
            data-select=""
            tabIndex={-1}
            checked={isSelected}
            readOnly
            aria-label={`Select ${label}`}
          />
        </td>
      )}
      {compact ? (
        <td colSpan={columns.length}>{compact(row)}</td>
      ) : (
        columns.map((column) => (
          <td key={column.id} className={column.align === 'end' ? classes.end : undefined}>
            {column.cell(row)}
          </td>
        ))
      )}
    </tr>
  );
}

/** One row of plain cells, drawn again only when something about it changed. */
// `memo` forgets the type parameter; the row's shape is checked where `DataTable` draws it.
export const TableRow = memo(PlainRow) as typeof PlainRow;
