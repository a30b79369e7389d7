import { Money } from '../Money';
import classes from './ChartFrame.module.css';
import type { ChartTable } from './chartTable';

/** A chart's figures as a table. */
export function ChartFigures({ title, rowsAre, columns, rows }: ChartTable & { title: string }) {
  return (
    <div className={classes.scroll}>
      <table className={classes.table} aria-label={title}>
        <thead>
          <tr>
            <th scope="col">{rowsAre}</th>
            {columns.map(({ label }) => (
              <th key={label} scope="col" className={classes.amount}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, label, amounts }) => (
            <tr key={key}>
              <th scope="row">{label}</th>
              {columns.map((column, index) => (
                <td key={column.label} className={classes.amount}>
                  <Money amount={amounts[index]} kind={column.kind ?? 'spent'} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
