import { clsx } from '@/lib/classes';
import { type DraftLayout, IGNORED, ROLES, roleOf, withRole } from './layout';
import classes from './SampleTable.module.css';

interface SampleTableProps {
  layout: DraftLayout;
  /** The first lines of the file as they stand. */
  sample: readonly (readonly string[])[];
  onChange: (layout: DraftLayout) => void;
}

const LINES = 14;

/** The file's own cells under selects that say what each column is. */
export function SampleTable({ layout, sample, onChange }: SampleTableProps) {
  const width = Math.max(0, ...sample.map((line) => line.length));
  const columns = Array.from({ length: width }, (_, index) => index);
  const { header_row: header, first_row: first = 0 } = layout;
  // Around the header, so that a long preamble does not push the rows out of sight.
  const from = Math.max(0, Math.min((header ?? first) - 2, sample.length - LINES));
  const lines = sample.slice(from, from + LINES).map((cells, index) => ({ cells, line: from + index }));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={classes.scroller} tabIndex={0} aria-label="The file's cells">
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col" className={classes.line}>
              Line
            </th>
            {columns.map((column) => (
              <th key={column} scope="col">
                <RoleSelect column={column} layout={layout} onChange={onChange} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ cells, line }) => (
            <tr
              key={line}
              className={clsx(line === header && classes.header, line < first && line !== header && classes.before)}
            >
              <td className={classes.line}>{line + 1}</td>
              {columns.map((column) => (
                <td key={column} className={roleOf(layout, column) === IGNORED ? classes.ignored : undefined}>
                  {cells[column]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface RoleSelectProps extends Omit<SampleTableProps, 'sample'> {
  column: number;
}

function RoleSelect({ column, layout, onChange }: RoleSelectProps) {
  const role = roleOf(layout, column);
  const choose = (value: string) =>
    onChange(withRole(layout, column, ROLES.find((each) => each.value === value)?.value ?? IGNORED));
  return (
    <select
      className={clsx(classes.role, role !== IGNORED && classes.used)}
      aria-label={`Column ${column + 1} is`}
      value={role}
      onChange={(event) => choose(event.currentTarget.value)}
    >
      <option value={IGNORED}>Not used</option>
      {ROLES.map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </select>
  );
}
