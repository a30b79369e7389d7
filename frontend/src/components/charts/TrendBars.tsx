import '@mantine/charts/styles.css';
import { BarChart } from '@mantine/charts';
import { useReducedMotion } from '@mantine/hooks';
import { type BarShapeProps, Rectangle } from 'recharts';
import { useMoneyText } from '../money';
import { MoneyTooltip } from './MoneyTooltip';
import type { TrendChartProps } from './TrendChart';

const FAINT = 0.45;

/** What Recharts hands to a bar beside its place: the row it was drawn from. */
interface Drawn {
  payload?: { key?: string };
}

const keyOf = (bar: unknown): string => (bar as Drawn).payload?.key ?? '';

/** The drawing of `TrendChart`, fetched when first needed. */
export function TrendBars({ title, points, series, height, onSelect, selected }: TrendChartProps) {
  const text = useMoneyText();
  const isStill = useReducedMotion();
  const shape = (bar: BarShapeProps) => (
    <Rectangle {...bar} radius={3} fillOpacity={selected && keyOf(bar) !== selected ? FAINT : 1} />
  );
  return (
    <BarChart
      h={height}
      data={points.map(({ key, label, figures }) => ({ key, label, ...figures }))}
      dataKey="label"
      series={series.map(({ name, label, color }) => ({ name, label, color }))}
      role="img"
      aria-label={title}
      tickLine="none"
      strokeDasharray="0"
      gridColor="var(--app-line)"
      maxBarWidth={34}
      valueFormatter={(value) => text(value, 'balance', 'short')}
      yAxisProps={{ width: 56 }}
      xAxisProps={{ interval: 'equidistantPreserveStart', minTickGap: 8 }}
      barProps={{
        shape,
        isAnimationActive: !isStill,
        animationDuration: 350,
        cursor: onSelect ? 'pointer' : undefined,
        onClick: (bar: unknown) => onSelect?.(keyOf(bar)),
      }}
      tooltipProps={{
        content: ({ label, payload }) => <MoneyTooltip label={label} figures={payload} series={series} />,
      }}
      withLegend={series.length > 1}
      legendProps={{ verticalAlign: 'top', height: 36, itemSorter: null }}
    />
  );
}
