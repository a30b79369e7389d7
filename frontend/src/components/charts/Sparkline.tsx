interface SparklineProps {
  values: readonly number[];
  color: string;
  /** What it says, in words. */
  label: string;
  /** The place of the value that is drawn stronger than the rest. */
  selected?: number;
}

const WIDTH = 112;
const HEIGHT = 24;
const LEAST = 1.2;

/** A row's course in small: a bar for each value, what is below zero under the line. */
export function Sparkline({ values, color, label, selected = -1 }: SparklineProps) {
  const top = Math.max(0, ...values);
  const bottom = Math.min(0, ...values);
  const scale = HEIGHT / (top - bottom || 1);
  const zero = top * scale;
  const room = WIDTH / Math.max(1, values.length);
  const bars = values.map((value, place) => {
    const height = Math.max(LEAST, Math.abs(value) * scale);
    return { place, value, height, y: value > 0 ? zero - height : zero };
  });
  return (
    <svg viewBox={`0 -1 ${WIDTH} ${HEIGHT + 2}`} width={WIDTH} height={HEIGHT + 2} role="img" aria-label={label}>
      <line x1="0" x2={WIDTH} y1={zero} y2={zero} stroke="var(--app-line-strong)" strokeWidth="1" />
      {bars
        .filter(({ value }) => value !== 0)
        .map(({ place, height, y }) => (
          <rect
            key={place}
            x={place * room + room * 0.12}
            y={y}
            width={room * 0.76}
            height={height}
            fill={color}
            fillOpacity={selected < 0 || selected === place ? 1 : 0.4}
          />
        ))}
    </svg>
  );
}
