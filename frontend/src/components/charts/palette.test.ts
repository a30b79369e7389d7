import { describe, expect, it } from 'vitest';
import { MONEY_COLORS } from './palette';

type Rgb = [number, number, number];

const PAPER = { light: '#ffffff', dark: '#1a2020' } as const;

const linear = (hex: string): Rgb =>
  [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as Rgb;

const times = (matrix: readonly Rgb[], [r, g, b]: Rgb): Rgb =>
  matrix.map((row) => row[0] * r + row[1] * g + row[2] * b) as Rgb;

/** How people see who lack one kind of cones: Viénot, Brettel and Mollon 1999, on linear light. */
const SIGHTS: Record<string, readonly Rgb[]> = {
  'all colours': [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  'no red': [
    [0.11238, 0.88762, 0],
    [0.11238, 0.88762, 0],
    [0.00401, -0.00401, 1],
  ],
  'no green': [
    [0.29275, 0.70725, 0],
    [0.29275, 0.70725, 0],
    [-0.02234, 0.02234, 1],
  ],
  'only grey': [
    [0.2126, 0.7152, 0.0722],
    [0.2126, 0.7152, 0.0722],
    [0.2126, 0.7152, 0.0722],
  ],
};

const luminance = ([r, g, b]: Rgb): number => 0.2126 * r + 0.7152 * g + 0.0722 * b;

/** CIE lightness, 0 to 100. */
const lightness = (color: Rgb): number => 116 * Math.cbrt(Math.max(luminance(color), 0.009)) - 16;

const contrast = (one: Rgb, other: Rgb): number => {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
};

describe.each(['light', 'dark'] as const)('what money is drawn in, %s', (scheme) => {
  const colors = Object.values(MONEY_COLORS).map((color) => linear(color[scheme]));

  it.each(Object.keys(SIGHTS))('is told apart by lightness with %s', (sight) => {
    const seen = colors.map((color) => lightness(times(SIGHTS[sight] ?? [], color))).sort((a, b) => a - b);
    for (const [place, value] of seen.slice(1).entries()) expect(value - (seen[place] ?? 0)).toBeGreaterThan(14);
  });

  it('stands out from the paper', () => {
    for (const color of colors) expect(contrast(color, linear(PAPER[scheme]))).toBeGreaterThan(3);
  });
});
