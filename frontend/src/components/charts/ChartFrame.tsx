import { Title } from '@mantine/core';
import { createContext, type ReactNode, useContext, useMemo, useRef, useState } from 'react';
import { useHiddenAmounts } from '../hiddenAmounts';
import { useMoneyText } from '../money';
import { ChartActions } from './ChartActions';
import { ChartFigures } from './ChartFigures';
import classes from './ChartFrame.module.css';
import { type ChartTable, chartSummary } from './chartTable';
import type { LegendEntry } from './picture';

export type { ChartTable } from './chartTable';

interface ChartFrameProps {
  title: string;
  /** The same figures as words and numbers, for those who can't or won't read a chart. */
  table: ChartTable;
  /** What the colours mean, for a picture of the chart that stands alone. */
  legend?: LegendEntry[];
  actions?: ReactNode;
  children: ReactNode;
}

const Summary = createContext('');

/** What the chart around says, as words: for the `aria-label` of what is drawn. */
export const useChartSummary = (): string => useContext(Summary);

/** A chart with its name; its figures as a table, as CSV and as a picture are a click away. */
export function ChartFrame({ title, table, legend = [], actions, children }: ChartFrameProps) {
  const [asTable, setAsTable] = useState(false);
  const drawn = useRef<HTMLDivElement>(null);
  const isHidden = useHiddenAmounts();
  const text = useMoneyText();
  const summary = useMemo(() => `${title}: ${chartSummary(table, text, isHidden)}`, [title, table, text, isHidden]);
  return (
    <figure className={classes.frame}>
      <figcaption className={classes.caption}>
        <Title order={2}>{title}</Title>
        <span className={classes.actions}>
          {actions}
          <ChartActions
            title={title}
            table={table}
            legend={legend}
            drawn={drawn}
            asTable={asTable}
            onSwitch={() => setAsTable(!asTable)}
          />
        </span>
      </figcaption>
      {asTable ? (
        <ChartFigures title={title} {...table} />
      ) : (
        <div ref={drawn}>
          <Summary value={summary}>{children}</Summary>
        </div>
      )}
    </figure>
  );
}
