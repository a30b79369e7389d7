import { Card } from '@mantine/core';
import { Link, useNavigate } from 'react-router';
import { useYearTrend } from '@/api/home';
import { Answer } from '@/components/Answer';
import { moneyColor } from '@/components/charts/palette';
import { TrendChart, type TrendSeries } from '@/components/charts/TrendChart';
import { LoadingState } from '@/components/LoadingState';
import { formatMonth, formatMonthTick } from '@/lib/formatting';
import { currentMonth, type Month } from '@/lib/months';
import classes from './Home.module.css';

const SERIES: TrendSeries[] = [
  { name: 'income', label: 'Income', color: moneyColor('income'), kind: 'plain' },
  { name: 'spending', label: 'Spending', color: moneyColor('expenses'), kind: 'spent' },
  { name: 'net', label: 'Left over', color: moneyColor('net'), kind: 'balance', as: 'line' },
];

interface YearCardProps {
  /** The month that it ends with. */
  last: Month;
}

/** Twelve months of income, spending, and what was left of them. */
export function YearCard({ last }: YearCardProps) {
  const query = useYearTrend(last);
  const title = last === currentMonth() ? 'Cash flow of 12 months' : `Cash flow to ${formatMonth(last)}`;
  const navigate = useNavigate();
  return (
    <Card component="section" aria-label={title}>
      <Answer query={query} loading={<LoadingState shape="block" height={240} label="Fetching the year" />}>
        {(months) => (
          <TrendChart
            title={title}
            height={240}
            series={SERIES}
            points={months.map(({ month, income, spending, net }) => ({
              key: month,
              label: formatMonthTick(month),
              name: formatMonth(month),
              figures: { income, spending, net },
            }))}
            onSelect={(month) => navigate(`/spending?period=${month}`)}
            actions={
              <Link className={classes.more} to="/cash-flow">
                Cash flow
              </Link>
            }
          />
        )}
      </Answer>
    </Card>
  );
}
