import { expect, it } from 'vitest';
import { coursePoints, dayAddress } from './course';
import { sparkLine } from './sparkLine';

it('puts the days of a month beside those of the longer one before', () => {
  const points = coursePoints({
    month: '2026-02',
    course: { now: [1, 2], before: Array.from({ length: 31 }, () => 9) },
  });
  expect(points).toHaveLength(31);
  expect(points[1]).toEqual({ key: '2026-02-02', label: '2', figures: { now: 2, before: 9 } });
  expect(points[30]?.figures).toEqual({ now: null, before: 9 });
});

it('leads to a day of this month, and to that of the last one where it is still to come', () => {
  expect(dayAddress('2026-01-05', 15)).toBe('/spending?period=2026-01-05..2026-01-05');
  expect(dayAddress('2026-01-31', 15)).toBe('/spending?period=2025-12-31..2025-12-31');
});

it('draws a line from edge to edge, and a level one in the middle', () => {
  expect(sparkLine([0, 10], 100, 40)).toEqual([
    [4, 36],
    [96, 4],
  ]);
  expect(sparkLine([5, 5], 100, 40).map(([, y]) => y)).toEqual([20, 20]);
});
