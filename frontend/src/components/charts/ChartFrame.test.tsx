import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { renderApp } from '@/test/render';
import { ChartFrame, useChartSummary } from './ChartFrame';
import { type ChartTable, chartCsv, chartSummary } from './chartTable';
import { drawingIn, standingAlone } from './picture';

const TABLE: ChartTable = {
  rowsAre: 'Month',
  columns: [{ label: 'Income' }, { label: 'Left', kind: 'balance' }],
  rows: [
    { key: '2026-04', label: 'Apr', amounts: [1200.5, -20] },
    { key: '2026-05', label: 'May', amounts: [900, 310.25] },
    { key: '2026-06', label: <b>June</b>, amounts: [null, null] },
  ],
};

const money = (amount: number) => `$${amount}`;

function Drawing() {
  return <svg aria-label={useChartSummary()} role="img" />;
}

it('shows its figures as a table, and the chart again', async () => {
  const user = userEvent.setup();
  renderApp(
    <ChartFrame title="Years" table={TABLE}>
      <Drawing />
    </ChartFrame>,
  );
  expect(screen.getByRole('img')).toHaveAccessibleName(/^Years: 3 values from Apr to 2026-06\. Income: highest/);
  await user.click(screen.getByRole('button', { name: 'Years: show as a table' }));
  const table = screen.getByRole('table', { name: 'Years' });
  expect(within(table).getByRole('row', { name: /Apr/ })).toHaveTextContent('Apr$1,200.50−$20.00');
  expect(within(table).getByRole('row', { name: /June/ })).toHaveTextContent('June––');
  await user.click(screen.getByRole('button', { name: 'Years: show as a chart' }));
  expect(screen.queryByRole('table')).not.toBeInTheDocument();
});

it('hands its figures over as CSV', async () => {
  const user = userEvent.setup();
  const made: Blob[] = [];
  const urls = { createObjectURL: (blob: Blob) => `blob:${made.push(blob)}`, revokeObjectURL: vi.fn() };
  vi.stubGlobal('URL', Object.assign(URL, urls));
  const clicked = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {});
  renderApp(
    <ChartFrame title="My years" table={TABLE}>
      <Drawing />
    </ChartFrame>,
  );
  await user.click(screen.getByRole('button', { name: 'My years: save or print' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Save the figures as CSV' }));
  expect(clicked.mock.contexts[0]).toHaveProperty('download', 'my-years.csv');
  expect(await made[0]?.text()).toContain('Apr,1200.50,-20.00\r\nMay,900.00,310.25\r\n2026-06,,\r\n');
});

it('writes what a reader of the table would', () => {
  expect(chartCsv(TABLE).split('\r\n')[0]).toBe('Month,Income,Left');
});

it('says the ends of each figure, and none where amounts are hidden', () => {
  expect(chartSummary(TABLE, money, false)).toBe(
    '3 values from Apr to 2026-06. Income: highest $1200.5 (Apr), lowest $900 (May). ' +
      'Left: highest $310.25 (May), lowest $-20 (Apr).',
  );
  expect(chartSummary(TABLE, money, true)).toBe('3 values from Apr to 2026-06. Amounts are hidden.');
  expect(chartSummary({ ...TABLE, rows: [] }, money, false)).toBe('Nothing to draw.');
});

it('takes the largest drawing and copies its looks', () => {
  const frame = document.createElement('div');
  frame.innerHTML = '<svg id="icon"></svg><svg id="chart"><rect class="bar" style="fill: rgb(1, 2, 3)"/></svg>';
  document.body.append(frame);
  const size = (width: number) => ({ width, height: 100 }) as DOMRect; // the rest is not looked at
  const [icon, chart] = frame.querySelectorAll('svg');
  vi.spyOn(icon as SVGSVGElement, 'getBoundingClientRect').mockReturnValue(size(16));
  vi.spyOn(chart as SVGSVGElement, 'getBoundingClientRect').mockReturnValue(size(600));
  const drawing = drawingIn(frame);
  expect(drawing).toHaveProperty('id', 'chart');
  const copy = standingAlone(drawing as SVGSVGElement);
  expect(copy.getAttribute('viewBox')).toBe('0 0 600 100');
  expect(copy.querySelector('rect')?.getAttribute('style')).toContain('fill:rgb(1, 2, 3)');
  expect(copy.querySelector('rect')?.hasAttribute('class')).toBe(false);
  frame.remove();
});
