import { Link } from 'react-router';
import type { Monitor, MonitoredCategory } from '@/api/recurring';
import { CategoryBadge } from '@/components/CategoryBadge';
import { Money } from '@/components/Money';
import { transactionsAddress } from '@/lib/addresses';
import { formatMonthTick } from '@/lib/formatting';
import { firstDay, lastDay } from '@/lib/months';
import { MonthCell } from './MonthCell';
import classes from './Months.module.css';

interface MonthsTableProps {
  monitor: Monitor;
}

/** A line for each category, a column for each month; income comes last and is not in the sums. */
export function MonthsTable({ monitor }: MonthsTableProps) {
  const spending = monitor.items.filter(({ is_income }) => !is_income);
  const income = monitor.items.filter(({ is_income }) => is_income);
  return (
    // A table that scrolls has to be reachable by keys.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls
    <section className={classes.scroll} tabIndex={0} aria-label="Twelve months">
      <table className={classes.grid} aria-label={`Months of ${monitor.year}`}>
        <thead>
          <tr>
            <th scope="col">Category</th>
            {monitor.months.map((month) => (
              <th key={month} scope="col">
                {formatMonthTick(month).slice(0, 3)}
              </th>
            ))}
            <th scope="col">Average</th>
            <th scope="col">{monitor.year}</th>
          </tr>
        </thead>
        <tbody>
          {spending.map((line) => (
            <Line key={line.category} line={line} />
          ))}
        </tbody>
        {spending.length > 0 && (
          <tfoot>
            <tr>
              <th scope="row">Spending</th>
              {monitor.months.map((month, index) => (
                <td key={month}>
                  <Money amount={monitor.totals[index] || null} kind="spent" precision="dollars" />
                </td>
              ))}
              <td />
              <td>
                <Money amount={monitor.total} kind="spent" precision="dollars" />
              </td>
            </tr>
          </tfoot>
        )}
        {income.length > 0 && (
          <tbody>
            {income.map((line) => (
              <Line key={line.category} line={line} />
            ))}
          </tbody>
        )}
      </table>
    </section>
  );
}

function Line({ line }: { line: MonitoredCategory }) {
  const { category, months } = line;
  const [first, last] = [months[0]?.month ?? '', months.at(-1)?.month ?? ''];
  const period = { from: firstDay(first), to: lastDay(last) };
  return (
    <tr>
      <th scope="row">
        <Link to={transactionsAddress({ category, period, countedOnly: true })}>
          <CategoryBadge name={line.category_name} color={line.category_color} />
        </Link>
      </th>
      {months.map((month) => (
        <MonthCell key={month.month} cell={month} category={category} />
      ))}
      <td>
        <Money amount={line.average} kind="spent" precision="dollars" />
      </td>
      <td className={classes.sum}>
        <Money amount={line.total} kind="spent" precision="dollars" />
      </td>
    </tr>
  );
}
