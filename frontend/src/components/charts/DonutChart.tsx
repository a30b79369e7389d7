import type { ReactNode } from 'react';
import { formatPercent } from '@/lib/formatting';
import { CategoryBadge } from '../CategoryBadge';
import { Money } from '../Money';
import { useMoneyText } from '../money';
import { ChartFrame } from './ChartFrame';
import classes from './ChartFrame.module.css';

export interface Slice {
  key: string;
  name: string;
  color: string | null;
  amount: number;
  /** Its part of the whole, 0–1, as the server says. */
  share: number;
}

interface DonutChartProps {
  title: string;
  rowsAre?: string;
  slices: Slice[];
  /** The figure in the middle, from the server. */
  total: number;
  totalLabel: string;
  size?: number;
  onSelect?: (key: string) => void;
  actions?: ReactNode;
}

const WIDTH = 13;
const RADIUS = 50 - WIDTH / 2;
const ROUND = 2 * Math.PI * RADIUS;
const GAP = 1.2;

interface Arc {
  slice: Slice;
  start: number;
}

/** Where each slice begins on the ring; what came back (a negative share) has no place on it. */
function arcsOf(slices: Slice[]): Arc[] {
  let start = 0;
  return slices
    .filter(({ share }) => share > 0)
    .map((slice) => {
      const arc = { slice, start };
      start += slice.share;
      return arc;
    });
}

/** Parts of a whole: a ring, and a legend that is the list of figures as well. */
export function DonutChart(props: DonutChartProps) {
  const { title, rowsAre = 'Category', slices, total, totalLabel, size = 190, onSelect, actions } = props;
  const table = {
    rowsAre,
    columns: [{ label: 'Amount' }],
    rows: slices.map(({ key, name, amount }) => ({ key, label: name, amounts: [amount] })),
  };
  const text = useMoneyText();
  const legend = slices.map(({ name, amount, color }) => ({
    label: `${name} ${text(amount, 'spent')}`,
    color: color ?? 'var(--mantine-color-gray-5)',
  }));
  return (
    <ChartFrame title={title} table={table} legend={legend} actions={actions}>
      <div className={classes.donut}>
        <div className={classes.ring} style={{ width: size, height: size }}>
          <Ring slices={slices} />
          <div className={classes.middle}>
            <strong>
              <Money amount={total} kind="spent" />
            </strong>
            <span className={classes.share}>{totalLabel}</span>
          </div>
        </div>
        <ul className={classes.legend}>
          {slices.map((slice) => (
            <li key={slice.key}>
              <LegendLine slice={slice} onSelect={onSelect} />
            </li>
          ))}
        </ul>
      </div>
    </ChartFrame>
  );
}

function Ring({ slices }: { slices: Slice[] }) {
  return (
    <svg viewBox="0 0 100 100" width="100%" height="100%" aria-hidden="true">
      <circle cx="50" cy="50" r={RADIUS} fill="none" stroke="var(--app-line)" strokeWidth={WIDTH} />
      {arcsOf(slices).map(({ slice, start }) => (
        <circle
          key={slice.key}
          cx="50"
          cy="50"
          r={RADIUS}
          fill="none"
          stroke={slice.color ?? 'var(--mantine-color-gray-5)'}
          strokeWidth={WIDTH}
          strokeDasharray={`${Math.max(0.4, slice.share * ROUND - GAP)} ${ROUND}`}
          transform={`rotate(${start * 360 - 90} 50 50)`}
        />
      ))}
    </svg>
  );
}

interface LegendLineProps {
  slice: Slice;
  onSelect?: (key: string) => void;
}

function LegendLine({ slice, onSelect }: LegendLineProps) {
  const { key, name, color, amount, share } = slice;
  const line = (
    <>
      <CategoryBadge name={name} color={color} />
      <Money amount={amount} kind="spent" />
      <span className={classes.share}>{formatPercent(share)}</span>
    </>
  );
  if (!onSelect) return <div className={classes.slice}>{line}</div>;
  return (
    <button type="button" className={classes.slice} onClick={() => onSelect(key)}>
      {line}
    </button>
  );
}
