import type { Backtest } from '@/api/ownRules';
import { Money } from '@/components/Money';
import { formatCount } from '@/lib/formatting';
import classes from './Editor.module.css';

/** What the rows found come to, year by year. */
export function YearSums({ years }: Pick<Backtest, 'years'>) {
  if (years.length === 0) return null;
  return (
    <table className={classes.years}>
      <thead>
        <tr>
          <th scope="col">Year</th>
          <th scope="col">Times</th>
          <th scope="col">Total</th>
        </tr>
      </thead>
      <tbody>
        {years.map(({ year, count, total }) => (
          <tr key={year}>
            <th scope="row">{year}</th>
            <td>{formatCount(count)}</td>
            <td>
              <Money amount={total} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
