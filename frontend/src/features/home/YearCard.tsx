import { Card } from '@mantine/core';
import { useNavigate } from 'react-router';
import { useYearTrend } from '@/api/home';
import { Answer } from '@/components/Answer';
import { moneyColor } from '@/components/charts/palette';
import { TrendChart } from '@/components/charts/TrendChart';
import { LoadingState } from '@/components/LoadingState';
import { formatMonth, formatMonthTick } from '@/lib/formatting';
import { currentMonth, type Month } from '@/lib/months';

const SERIES = [
  { name: 'income', label: 'Income', color: moneyColor('income'), kind: 'plain' },
  { name: 'spending', label: 'Spending', color: moneyColor('expenses'), kind: 'spent' },
] as const;

interface YearCardProps {
  /** The month that it ends with. */
  last: Month;
}

/** Income and spending of twelve months. */
export function YearCard({ last }: YearCardProps) {
  const query = useYearTrend(last);
  const title = last === currentMonth() ? 'Last 12 months' : `12 months to ${formatMonth(last)}`;
  const navigate = useNavigate();
  return (
    <Card component="section" aria-label={title}>
      <Answer query={query} loading={<LoadingState shape="block" height={210} label="Fetching the year" />}>
        {(months) => (
          <TrendChart
            title={title}
            height={200}
            series={[...SERIES]}
            points={months.map(({ month, income, spending }) => ({
              key: month,
              label: formatMonthTick(month),
              figures: { income, spending },
            }))}
            onSelect={(month) => navigate(`/spending?period=${month}`)}
          />
        )}
      </Answer>
    </Card>
  );
}
