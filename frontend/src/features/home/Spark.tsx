import { useHiddenAmounts } from '@/components/hiddenAmounts';
import classes from './Home.module.css';
import { sparkLine } from './sparkLine';

const WIDTH = 160;
const HEIGHT = 44;

/** A line without an axis: the shape of a year beside the figure that says it. */
export function Spark({ values }: { values: readonly number[] }) {
  const hidden = useHiddenAmounts();
  if (hidden || values.length < 2) return null;
  const points = sparkLine(values, WIDTH, HEIGHT);
  const last = points.at(-1);
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className={classes.spark} aria-hidden="true">
      <polyline points={points.map((point) => point.join(',')).join(' ')} />
      {last && <circle cx={last[0]} cy={last[1]} r={3} />}
    </svg>
  );
}
