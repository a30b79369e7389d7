import { Card } from '@mantine/core';
import { useNavigate } from 'react-router';
import type { HomeReport } from '@/api/home';
import { moneyColor } from '@/components/charts/palette';
import { TrendChart, type TrendSeries } from '@/components/charts/TrendChart';
import { Money } from '@/components/Money';
import { formatDayShort, formatMonth, formatPercent } from '@/lib/formatting';
import { addMonths, firstDay, lastDay, localDay, type Month } from '@/lib/months';
import { coursePoints, dayAddress } from './course';
import classes from './Home.module.css';

interface SpentCardProps {
  report: HomeReport;
}

const monthName = (month: Month): string => formatMonth(month).split(' ')[0] ?? '';

/** The month's spending so far, day by day, against last month's. */
export function SpentCard({ report }: SpentCardProps) {
  const { month, spending, income, last_month_spending: lastMonth, course } = report;
  const navigate = useNavigate();
  const before = addMonths(month, -1);
  const series: TrendSeries[] = [
    { name: 'now', label: monthName(month), color: moneyColor('expenses'), kind: 'spent', as: 'line' },
    { name: 'before', label: monthName(before), color: 'var(--app-chart-before)', kind: 'spent', as: 'line' },
  ];
  return (
    <Card component="section" aria-label="The month so far" className={classes.first}>
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
          <dt>Spent in all of {monthName(before)}</dt>
          <dd>
            <Money amount={lastMonth} kind="spent" />
          </dd>
        </div>
      </dl>
      <Pace report={report} />
      <div className={classes.course}>
        <TrendChart
          title="Spent by the end of each day"
          rowsAre="Day"
          height={210}
          series={series}
          points={coursePoints(report)}
          onSelect={(key) => navigate(dayAddress(key, course.now.length))}
        />
      </div>
    </Card>
  );
}

function Pace({ report }: SpentCardProps) {
  const { month, spending, previous_month_to_date_spending: byThen } = report;
  if (byThen <= 0) return null;
  const change = spending / byThen - 1;
  const before = addMonths(month, -1);
  const sameDay = [`${before}-${localDay().slice(8)}`, lastDay(before)].sort()[0] ?? firstDay(before);
  const words = `${formatPercent(Math.abs(change))} ${change > 0 ? 'more' : 'less'}`;
  return (
    <p className={classes.compare}>
      <strong>{change === 0 ? 'As much' : words}</strong> {change === 0 ? 'as' : 'than'} by {formatDayShort(sameDay)}:{' '}
      <Money amount={byThen} kind="spent" /> then
    </p>
  );
}
