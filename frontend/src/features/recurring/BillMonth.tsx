import { Link } from 'react-router';
import type { Bill, Bills } from '@/api/recurring';
import { Money } from '@/components/Money';
import { useStore } from '@/components/useStore';
import { formatDayLong } from '@/lib/formatting';
import { weekStart } from '@/lib/household';
import { addDays, type Day } from '@/lib/months';
import { billsByDay, namesOf, STATE_WORDS, weeksOf } from './billDays';
import classes from './Calendar.module.css';

interface BillMonthProps {
  bills: Bills;
}

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** The month as weeks; each bill leads to its series. */
export function BillMonth({ bills }: BillMonthProps) {
  const start = useStore(weekStart);
  const byDay = billsByDay(bills.items);
  const names = namesOf(bills.items);
  const last = addDays(bills.end, -1);
  return (
    <table className={classes.month} aria-label="Bill calendar">
      <thead>
        <tr>
          {[...WEEKDAYS.slice(start), ...WEEKDAYS.slice(0, start)].map((name) => (
            <th key={name} scope="col">
              <abbr title={name} style={{ textDecoration: 'none' }}>
                {name.slice(0, 3)}
              </abbr>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(bills.start, last, start).map((week) => (
          <tr key={week[0]}>
            {week.map((day) =>
              day >= bills.start && day <= last ? (
                <DayCell key={day} day={day} isToday={day === bills.today} bills={byDay.get(day) ?? []} names={names} />
              ) : (
                <td key={day} data-outside />
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface DayCellProps {
  day: Day;
  isToday: boolean;
  bills: Bill[];
  names: Map<string, string>;
}

function DayCell({ day, isToday, bills, names }: DayCellProps) {
  return (
    <td data-today={isToday || undefined} aria-current={isToday ? 'date' : undefined}>
      <time className={classes.dayNumber} dateTime={day}>
        <span aria-hidden="true">{Number(day.slice(8))}</span>
        <span className={classes.unseen}>{formatDayLong(day)}</span>
      </time>
      {bills.length > 0 && (
        <ul className={classes.bills}>
          {bills.map((bill) => (
            <li key={`${bill.key} ${bill.transaction_id ?? bill.state}`}>
              <Link
                to={`/recurring?series=${bill.key}`}
                className={classes.bill}
                data-state={bill.state}
                title={`${names.get(bill.key)}, ${STATE_WORDS[bill.state]}`}
              >
                <span>
                  {names.get(bill.key)}
                  <span className={classes.unseen}>, {STATE_WORDS[bill.state]}, </span>
                </span>
                <Money amount={bill.amount} precision="dollars" />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </td>
  );
}
