import { Card } from '@mantine/core';
import type { CashFlow, CashFlowPeriod } from '@/api/cashFlow';
import { moneyColor } from '@/components/charts/palette';
import { TrendChart, type TrendPoint, type TrendSeries } from '@/components/charts/TrendChart';
import { formatDayShort, formatMonthTick } from '@/lib/formatting';
import { localDay, monthOf } from '@/lib/months';
import { partName } from './rows';
import type { CashFlowView } from './useCashFlowView';

const SERIES: TrendSeries[] = [
  { name: 'income', label: 'Income', color: moneyColor('income'), kind: 'spent' },
  { name: 'expenses', label: 'Expenses', color: moneyColor('expenses'), kind: 'spent' },
  { name: 'cumulative', label: 'Left since January', color: moneyColor('net'), kind: 'balance', as: 'line' },
];

/** A span on the axis; one that is still to come has no figures yet. */
function pointOf(part: CashFlowPeriod, byMonth: boolean, today: string): TrendPoint {
  const { start_date, income, expenses, cumulative, count } = part;
  const isToCome = start_date > today && count === 0;
  return {
    key: start_date,
    label: byMonth ? formatMonthTick(monthOf(start_date)) : formatDayShort(start_date),
    name: partName(part),
    figures: isToCome ? {} : { income, expenses, cumulative },
  };
}

interface YearChartProps {
  report: CashFlow;
  view: CashFlowView;
}

/** The year's course: income beside expenses, and what was left so far. */
export function YearChart({ report, view }: YearChartProps) {
  const byMonth = report.by === 'month';
  const title = `${report.year} by ${byMonth ? 'months' : '14 days'}`;
  return (
    <Card component="section" aria-label="Course of the year">
      <TrendChart
        title={title}
        rowsAre={byMonth ? 'Month' : 'Days'}
        points={report.periods.map((part) => pointOf(part, byMonth, localDay()))}
        series={SERIES}
        height={280}
        selected={view.part ?? undefined}
        onSelect={(part) => view.change({ part: part === view.part ? null : part })}
      />
    </Card>
  );
}
