const EDGE = 4;

/** Where each value lies in a box of that size; the line keeps off the edges. */
export function sparkLine(values: readonly number[], width: number, height: number): [number, number][] {
  const low = Math.min(...values);
  const span = Math.max(...values) - low;
  const step = (width - 2 * EDGE) / Math.max(1, values.length - 1);
  return values.map((value, index) => {
    const share = span === 0 ? 0.5 : (value - low) / span;
    const round = (number: number) => Math.round(number * 10) / 10;
    return [round(EDGE + index * step), round(height - EDGE - share * (height - 2 * EDGE))];
  });
}
