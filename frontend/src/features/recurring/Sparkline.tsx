import classes from './Recurring.module.css';

interface SparklineProps {
  /** Oldest first. */
  amounts: number[];
}

const WIDTH = 88;
const HEIGHT = 24;
const EDGE = 3;

/** How a price went, as steps; the amounts themselves stand beside it and in the details. */
export function Sparkline({ amounts }: SparklineProps) {
  if (amounts.length < 2) return <span className={classes.spark} aria-hidden="true" />;
  const sizes = amounts.map(Math.abs);
  const [low, high] = [Math.min(...sizes), Math.max(...sizes)];
  // A band of at least a tenth, so that cents of difference don't look like a cliff.
  const band = Math.max(high - low, high / 10) || 1;
  const middle = (high + low) / 2;
  const step = (WIDTH - 2 * EDGE) / (sizes.length - 1);
  const points = sizes.map((size, index): [number, number] => [
    EDGE + index * step,
    HEIGHT / 2 - ((size - middle) / band) * (HEIGHT - 2 * EDGE),
  ]);
  const path = points
    .map(([x, y], index) => (index === 0 ? `M${x.toFixed(1)} ${y.toFixed(1)}` : `H${x.toFixed(1)}V${y.toFixed(1)}`))
    .join('');
  const [endX, endY] = points[points.length - 1] ?? [0, 0];
  return (
    <svg className={classes.spark} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width={WIDTH} height={HEIGHT} aria-hidden="true">
      <path d={path} fill="none" />
      <circle cx={endX} cy={endY} r={2.5} />
    </svg>
  );
}
