import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { Sparkline } from './Sparkline';

const barsOf = (image: HTMLElement): [number, number][] =>
  [...image.querySelectorAll('rect')].map((bar) => [Number(bar.getAttribute('y')), Number(bar.getAttribute('height'))]);

it('draws what is below zero under the line, and nothing for nothing', () => {
  render(<Sparkline values={[2, 0, -1]} color="red" label="Two, then one back" />);
  const image = screen.getByRole('img', { name: 'Two, then one back' });
  const line = Number(image.querySelector('line')?.getAttribute('y1'));
  const [up, down] = barsOf(image);
  expect(barsOf(image)).toHaveLength(2);
  expect(up).toEqual([0, line]);
  expect(down?.[0]).toBe(line);
  expect(down?.[1]).toBe(line / 2);
});

it('draws a year without any value', () => {
  render(<Sparkline values={[0, 0]} color="red" label="Nothing" />);
  expect(barsOf(screen.getByRole('img', { name: 'Nothing' }))).toEqual([]);
});

it('draws the selected bar stronger than the others', () => {
  render(<Sparkline values={[1, 2]} color="red" label="Two" selected={1} />);
  const bars = [...screen.getByRole('img', { name: 'Two' }).querySelectorAll('rect')];
  expect(bars.map((bar) => bar.getAttribute('fill-opacity'))).toEqual(['0.4', '1']);
});
