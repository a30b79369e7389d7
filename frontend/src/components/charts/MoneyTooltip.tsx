import { getThemeColor, useMantineTheme } from '@mantine/core';
import type { ReactNode } from 'react';
import { CategoryBadge } from '../CategoryBadge';
import { Money } from '../Money';
import classes from './MoneyTooltip.module.css';
import type { TrendSeries } from './TrendChart';

interface MoneyTooltipProps {
  label: ReactNode;
  /** As Recharts hands them over: the figure's name and its amount. */
  figures: readonly { dataKey?: unknown; value?: unknown }[] | undefined;
  series: TrendSeries[];
}

/** What a bar says to the cent. */
export function MoneyTooltip({ label, figures = [], series }: MoneyTooltipProps) {
  const theme = useMantineTheme();
  const amounts = new Map(figures.map(({ dataKey, value }) => [dataKey, value]));
  return (
    <div className={classes.tooltip} role="status">
      <div className={classes.label}>{label}</div>
      {series.map(({ name, label: words, color, kind }) => {
        const amount = amounts.get(name);
        return (
          <div key={name} className={classes.line}>
            <CategoryBadge name={words} color={getThemeColor(color, theme)} />
            <Money amount={typeof amount === 'number' ? amount : null} kind={kind ?? 'spent'} />
          </div>
        );
      })}
    </div>
  );
}
