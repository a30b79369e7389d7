import '@mantine/charts/styles.css';
import { CompositeChart } from '@mantine/charts';
import { useReducedMotion } from '@mantine/hooks';
import { type KeyboardEvent, useRef } from 'react';
import { type BarShapeProps, Rectangle } from 'recharts';
import { useMoneyText } from '../money';
import { useChartSummary } from './ChartFrame';
import { MoneyTooltip } from './MoneyTooltip';
import type { TrendChartProps } from './TrendChart';

const FAINT = 0.45;

/** What Recharts hands over of a point: the row it was drawn from. */
interface Drawn {
  payload?: { key?: string; full?: string };
}

const rowOf = (drawn: unknown) => (drawn as Drawn | undefined)?.payload;
const keyOf = (drawn: unknown): string => rowOf(drawn)?.key ?? '';

/** The drawing of `TrendChart`, fetched when first needed. */
export function TrendBars(props: TrendChartProps) {
  const { points, series, height, onSelect, selected, marks = [], curve = 'linear' } = props;
  const text = useMoneyText();
  const summary = useChartSummary();
  const isStill = useReducedMotion();
  const pointed = useRef('');
  const shape = (bar: BarShapeProps) => (
    <Rectangle {...bar} radius={3} fillOpacity={selected && keyOf(bar) !== selected ? FAINT : 1} />
  );
  const choose = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !onSelect || !pointed.current) return;
    event.stopPropagation();
    onSelect(pointed.current);
  };
  // Recharts hands it on to the drawing, though its types leave it out.
  const spoken = { 'aria-label': `${summary} Move with the arrow keys.` };
  const motion = { isAnimationActive: !isStill, animationDuration: 350 };
  const hasLine = series.some(({ as }) => as === 'line' || as === 'area');
  const zero = hasLine ? [{ y: 0, color: 'var(--app-line-strong)' }] : [];
  const places = marks.map(({ at, words, color = 'var(--app-warning)' }) => ({ x: at, label: words, color }));
  return (
    <CompositeChart
      h={height}
      data={points.map(({ key, label, name, figures }) => ({ key, label, full: name ?? label, ...figures }))}
      dataKey="label"
      series={series.map(({ name, label, color, as = 'bar' }) => ({ name, label, color, type: as }))}
      onKeyDownCapture={choose}
      composedChartProps={{ barGap: 2, ...spoken }}
      tickLine="none"
      strokeDasharray="0"
      gridColor="var(--app-line)"
      maxBarWidth={34}
      curveType={curve}
      withDots={false}
      referenceLines={[...zero, ...places]}
      valueFormatter={(value) => text(value, 'balance', 'short')}
      yAxisProps={{ width: 56 }}
      xAxisProps={{ interval: 'equidistantPreserveStart', minTickGap: 8 }}
      lineProps={motion}
      areaProps={{ ...motion, fillOpacity: 0.16 }}
      barProps={{
        shape,
        ...motion,
        cursor: onSelect ? 'pointer' : undefined,
        onClick: (bar: unknown) => onSelect?.(keyOf(bar)),
      }}
      tooltipProps={{
        content: ({ label, payload, active }) => {
          pointed.current = active ? keyOf(payload?.[0]) : '';
          return <MoneyTooltip label={rowOf(payload?.[0])?.full ?? label} figures={payload} series={series} />;
        },
      }}
      withLegend={series.length > 1}
      legendProps={{ verticalAlign: 'top', itemSorter: null, wrapperStyle: { paddingBottom: 12 } }}
    />
  );
}
