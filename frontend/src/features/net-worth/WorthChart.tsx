import { Card } from '@mantine/core';
import type { NetWorth } from '@/api/balances';
import { moneyColor } from '@/components/charts/palette';
import { TrendChart, type TrendSeries } from '@/components/charts/TrendChart';
import { formatDay, formatDayShort, formatMonth, formatMonthShort } from '@/lib/formatting';
import { lastDay, monthOf } from '@/lib/months';

const SERIES: TrendSeries[] = [
  { name: 'assets', label: 'Held', color: moneyColor('expenses'), kind: 'balance', as: 'area' },
  { name: 'owed', label: 'Owed', color: moneyColor('income'), kind: 'balance', as: 'area' },
  { name: 'net', label: 'Net worth', color: moneyColor('net'), kind: 'balance', as: 'line' },
];

interface WorthChartProps {
  report: NetWorth;
  isDaily: boolean;
}

/** What is held above the line, what is owed below it, and what is left of it. */
export function WorthChart({ report, isDaily }: WorthChartProps) {
  const points = report.points.map(({ date, net, assets, liabilities }) => {
    const isMonthEnd = date === lastDay(monthOf(date));
    return {
      key: date,
      label: isDaily ? formatDayShort(date) : formatMonthShort(monthOf(date)),
      name: isDaily || !isMonthEnd ? formatDay(date) : formatMonth(monthOf(date)),
      // Below the line: what is owed takes off.
      figures: { assets, owed: liabilities === 0 ? 0 : -liabilities, net },
    };
  });
  return (
    <Card component="section" aria-label="Over time">
      <TrendChart title="Over time" rowsAre={isDaily ? 'Day' : 'End of'} points={points} series={SERIES} height={290} />
    </Card>
  );
}
