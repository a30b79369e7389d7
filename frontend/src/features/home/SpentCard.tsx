import { Card } from '@mantine/core';
import type { HomeReport } from '@/api/home';
import { Money } from '@/components/Money';
import { formatDayShort, formatMonth, formatPercent } from '@/lib/formatting';
import { addMonths, firstDay, lastDay, localDay } from '@/lib/months';
import classes from './Home.module.css';

interface SpentCardProps {
  report: HomeReport;
}

/** The month's spending so far, against the same days of last month. */
export function SpentCard({ report }: SpentCardProps) {
  const { month, spending, income, last_month_spending: lastMonth } = report;
  const before = addMonths(month, -1);
  return (
    <Card component="section" aria-label="The month so far">
      <dl className={classes.figures}>
        <div>
          <dt>Spent so far</dt>
          <dd className={classes.headline}>
            <Money amount={spending} kind="spent" headline />
          </dd>
        </div>
        <div>
          <dt>Income so far</dt>
          <dd>
            <Money amount={income} kind="plain" />
          </dd>
        </div>
        <div>
          <dt>Spent in all of {formatMonth(before).split(' ')[0]}</dt>
          <dd>
            <Money amount={lastMonth} kind="spent" />
          </dd>
        </div>
      </dl>
      <Pace report={report} />
    </Card>
  );
}

/** A share as a place on a line, in percent. */
const place = (part: number, whole: number): number => Math.min(100, Math.max(0, (part / whole) * 100));

function Pace({ report }: SpentCardProps) {
  const { month, spending, previous_month_to_date_spending: byThen, last_month_spending: whole } = report;
  if (byThen <= 0 || whole <= 0) return null;
  const change = spending / byThen - 1;
  const day = localDay();
  const before = addMonths(month, -1);
  const sameDay = [`${before}-${day.slice(8)}`, lastDay(before)].sort()[0] ?? firstDay(before);
  const words = `${formatPercent(Math.abs(change))} ${change > 0 ? 'more' : 'less'}`;
  return (
    <>
      <div className={classes.pace} aria-hidden="true">
        <div className={classes.paceFill} style={{ width: `${place(spending, Math.max(whole, spending))}%` }} />
        <div className={classes.paceMark} style={{ left: `${place(byThen, Math.max(whole, spending))}%` }} />
      </div>
      <p className={classes.compare}>
        <strong>{change === 0 ? 'As much' : words}</strong> {change === 0 ? 'as' : 'than'} by {formatDayShort(sameDay)}:{' '}
        <Money amount={byThen} kind="spent" /> then
      </p>
    </>
  );
}
