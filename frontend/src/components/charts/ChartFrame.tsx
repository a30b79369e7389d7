import { ActionIcon, Title, Tooltip } from '@mantine/core';
import { ChartColumn, Table2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Money } from '../Money';
import type { MoneyKind } from '../money';
import classes from './ChartFrame.module.css';

export interface ChartTable {
  /** The name of the first column. */
  rowsAre: string;
  columns: { label: string; kind?: MoneyKind }[];
  rows: { key: string; label: ReactNode; amounts: (number | null)[] }[];
}

interface ChartFrameProps {
  title: string;
  /** The same figures as words and numbers, for those who can't or won't read a chart. */
  table: ChartTable;
  actions?: ReactNode;
  children: ReactNode;
}

/** A chart with its name, and the table behind it one click away. */
export function ChartFrame({ title, table, actions, children }: ChartFrameProps) {
  const [asTable, setAsTable] = useState(false);
  const Icon = asTable ? ChartColumn : Table2;
  const other = asTable ? 'Show as a chart' : 'Show as a table';
  return (
    <figure className={classes.frame}>
      <figcaption className={classes.caption}>
        <Title order={2}>{title}</Title>
        <span className={classes.actions}>
          {actions}
          <Tooltip label={other}>
            <ActionIcon aria-label={`${title}: ${other.toLowerCase()}`} onClick={() => setAsTable(!asTable)}>
              <Icon size={16} aria-hidden="true" />
            </ActionIcon>
          </Tooltip>
        </span>
      </figcaption>
      {asTable ? <Figures title={title} {...table} /> : children}
    </figure>
  );
}

function Figures({ title, rowsAre, columns, rows }: ChartTable & { title: string }) {
  return (
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
  );
}
