import { Card } from '@mantine/core';
import { useNavigate } from 'react-router';
import { useYearTrend } from '@/api/home';
import { Answer } from '@/components/Answer';
import { TrendChart } from '@/components/charts/TrendChart';
import { LoadingState } from '@/components/LoadingState';
import { formatMonthTick } from '@/lib/formatting';

const SERIES = [
  { name: 'income', label: 'Income', color: 'green.6', kind: 'plain' },
  { name: 'spending', label: 'Spending', color: 'petrol.6', kind: 'spent' },
] as const;

/** Income and spending of the last twelve months. */
export function YearCard() {
  const query = useYearTrend();
  const navigate = useNavigate();
  return (
    <Card component="section" aria-label="Last 12 months">
      <Answer query={query} loading={<LoadingState shape="block" height={210} label="Fetching the year" />}>
        {(months) => (
          <TrendChart
            title="Last 12 months"
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
