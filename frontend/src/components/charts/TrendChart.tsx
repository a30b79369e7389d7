import { getThemeColor, useMantineTheme } from '@mantine/core';
import { lazy, type ReactNode, Suspense } from 'react';
import { LoadingState } from '../LoadingState';
import type { MoneyKind } from '../money';
import { ChartFrame } from './ChartFrame';

export interface TrendSeries {
  /** The name of the figure in each point. */
  name: string;
  label: string;
  /** `moneyColor('income')`, or a theme colour such as `petrol.6`. */
  color: string;
  kind?: MoneyKind;
  /** How it is drawn; bars unless told. */
  as?: 'bar' | 'line' | 'area';
}

/** A place worth pointing at: the label of a point, and what is the matter there. */
export interface TrendMark {
  at: string;
  words: string;
  color?: string;
}

export interface TrendPoint {
  /** What the point stands for, such as a month: handed to `onSelect`. */
  key: string;
  /** As it stands under the bar. */
  label: string;
  /** As it stands in the tooltip and the table, where the label is too short. */
  name?: string;
  figures: Record<string, number | null>;
}

export interface TrendChartProps {
  title: string;
  rowsAre?: string;
  points: TrendPoint[];
  series: TrendSeries[];
  height?: number;
  /** A click on a bar, or Enter on the one that the arrow keys have come to. */
  onSelect?: (key: string) => void;
  /** Upright lines at points, with words. */
  marks?: TrendMark[];
  /** Lines go straight from point to point, or stay level until the next one. */
  curve?: 'linear' | 'stepAfter';
  /** Drawn stronger than the rest. */
  selected?: string;
  /** Controls beside the title. */
  actions?: ReactNode;
}

// Charts weigh more than the rest of a screen together: they come after it.
const TrendBars = lazy(async () => ({ default: (await import('./TrendBars')).TrendBars }));

/** Bars and lines over time, with the table behind them. */
export function TrendChart(props: TrendChartProps) {
  const { title, rowsAre = 'Month', points, series, height = 240, actions } = props;
  const theme = useMantineTheme();
  const table = {
    rowsAre,
    columns: series.map(({ label, kind }) => ({ label, kind })),
    rows: points.map(({ key, label, name, figures }) => ({
      key,
      label: name ?? label,
      amounts: series.map((one) => figures[one.name] ?? null),
    })),
  };
  const legend = series.map(({ label, color }) => ({ label, color: getThemeColor(color, theme) }));
  return (
    <ChartFrame title={title} table={table} legend={legend} actions={actions}>
      <Suspense fallback={<LoadingState shape="block" height={height} label="Drawing the chart" />}>
        <TrendBars {...props} height={height} />
      </Suspense>
    </ChartFrame>
  );
}
