import { Badge } from '@mantine/core';
import { Check } from 'lucide-react';
import { Link } from 'react-router';
import type { Bill, Bills } from '@/api/recurring';
import { Money } from '@/components/Money';
import { formatDayLong } from '@/lib/formatting';
import { billsByDay, namesOf } from './billDays';
import classes from './Calendar.module.css';

interface BillListProps {
  bills: Bills;
}

const MARKS = { late: 'Late', missed: 'Missed' };

/** The month as a list of days. */
export function BillList({ bills }: BillListProps) {
  const names = namesOf(bills.items);
  return (
    <ol className={classes.days}>
      {[...billsByDay(bills.items)].map(([day, items]) => (
        <li key={day}>
          <time className={classes.dayName} dateTime={day} data-today={day === bills.today || undefined}>
            {formatDayLong(day).replace(/, \d{4}$/, '')}
          </time>
          <ul className={classes.lines}>
            {items.map((bill) => (
              <Line
                key={`${bill.key} ${bill.transaction_id ?? bill.state}`}
                bill={bill}
                name={names.get(bill.key) ?? bill.name}
              />
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}

function Line({ bill, name }: { bill: Bill; name: string }) {
  const { state } = bill;
  return (
    <li>
      <Link to={`/recurring?series=${bill.key}`}>{name}</Link>
      {state === 'paid' && (
        <Badge variant="light" color="gray" size="sm" leftSection={<Check size={11} aria-hidden="true" />}>
          Paid
        </Badge>
      )}
      {(state === 'late' || state === 'missed') && (
        <Badge variant="light" color="orange" size="sm">
          {MARKS[state]}
        </Badge>
      )}
      <span>
        {bill.is_estimate && <span className={classes.about}>about </span>}
        <Money amount={bill.amount} />
      </span>
    </li>
  );
}
