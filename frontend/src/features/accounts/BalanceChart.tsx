import type { BalanceHistory } from '@/api/balances';
import { moneyColor } from '@/components/charts/palette';
import { TrendChart, type TrendSeries } from '@/components/charts/TrendChart';
import { formatDay, formatDayShort, formatMonthShort } from '@/lib/formatting';
import { monthOf } from '@/lib/months';

const SERIES: TrendSeries[] = [
  { name: 'balance', label: 'Balance', color: moneyColor('expenses'), kind: 'balance', as: 'area' },
];

interface BalanceChartProps {
  history: BalanceHistory;
  isDaily: boolean;
}

/** How the balance went; each gap is marked where the line jumps. */
export function BalanceChart({ history, isDaily }: BalanceChartProps) {
  const label = (date: string) => (isDaily ? formatDayShort(date) : formatMonthShort(monthOf(date)));
  const first = history.points[0]?.date ?? '';
  return (
    <TrendChart
      title="Over time"
      rowsAre={isDaily ? 'Day' : 'End of'}
      points={history.points.map(({ date, balance }) => ({
        key: date,
        label: label(date),
        name: formatDay(date),
        figures: { balance },
      }))}
      series={SERIES}
      height={190}
      curve={history.basis === 'valued' ? 'stepAfter' : 'linear'}
      marks={history.gaps.filter(({ on }) => on >= first).map(({ on }) => ({ at: label(on), words: 'gap' }))}
    />
  );
}
