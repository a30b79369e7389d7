import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { answer, respond } from '@/test/network';
import { renderApp } from '@/test/render';
import { SpendingPage } from './SpendingPage';

const node = (short_desc: string, display_name: string, total: number, more: object = {}) => ({
  short_desc,
  display_name,
  color: '#336699',
  total,
  previous_total: 100,
  change: -20,
  count: 3,
  share: 0.8,
  children: [],
  ...more,
});

const REPORT = {
  start_date: '2026-05-01',
  end_date: '2026-05-31',
  previous_start_date: '2026-04-01',
  previous_end_date: '2026-04-30',
  total: 80,
  previous_total: 100,
  change: -20,
  income: 500,
  count: 3,
  parents: [node('food', 'Food', 80, { children: [node('coffee', 'Coffee', 80, { change: 5 })] })],
  left_out: [{ reason: 'waiting', count: 2, total: 12 }],
};

const around = {
  'GET /api/accounts': [],
  'GET /api/categories': [],
  'GET /api/status': { has_transactions: true },
  'GET /api/transactions/monthly-trend': [],
  'GET /api/transactions/years': [{ year: 2025, count: 9, pending: 0 }],
};

it('opens a parent, says more and less in words, and leads to the transactions behind a figure', async () => {
  const user = userEvent.setup();
  answer({ ...around, 'GET /api/reports/spending': REPORT });
  renderApp(<SpendingPage />, '/spending?period=2026-05&account_id=4');
  const table = await screen.findByRole('region', { name: 'By category' });
  expect(within(table).queryByText('Coffee')).not.toBeInTheDocument();
  await user.click(within(table).getByRole('button', { name: 'Subcategories of Food' }));
  expect(within(table).getByRole('row', { name: /Food/ })).toHaveTextContent('$20.00less');
  const coffee = within(table).getByRole('row', { name: /Coffee/ });
  expect(coffee).toHaveTextContent('$5.00more');
  expect(within(coffee).getByRole('link')).toHaveAttribute(
    'href',
    '/transactions?filter=is%3Acounted&period=2026-05&account_id=4&category=coffee',
  );
});

it('asks for the period and the comparison of the address, and steps by keys', async () => {
  const user = userEvent.setup();
  const sent = answer({ ...around, 'GET /api/reports/spending': REPORT });
  renderApp(<SpendingPage />, '/spending?period=2026-05&compare=year_ago');
  await screen.findByText(/still wait for review/);
  await user.click(screen.getByRole('button', { name: 'Previous period' }));
  const asked = sent.filter(({ path }) => path === '/api/reports/spending').map(({ query }) => query);
  expect(asked.map((query) => query.get('start_date'))).toEqual(['2026-05-01', '2026-04-01']);
  expect(asked[1]?.get('compare')).toBe('year_ago');
});

it('leads to a year with data where the period has none', async () => {
  answer({ ...around, 'GET /api/reports/spending': { ...REPORT, total: 0, count: 0, parents: [], left_out: [] } });
  renderApp(<SpendingPage />, '/spending?period=2026-05');
  expect(await screen.findByRole('button', { name: '2025 · 9 transactions' })).toBeInTheDocument();
});

it('says what failed, in the server’s words', async () => {
  answer({
    ...around,
    'GET /api/reports/spending': respond(422, { title: 'No', detail: 'The period ends before it begins.' }),
  });
  renderApp(<SpendingPage />, '/spending');
  expect(await screen.findByText('The period ends before it begins.')).toBeInTheDocument();
});

it('asks every figure for what the filter lets pass, and leads to the same rows', async () => {
  const sent = answer({
    ...around,
    'GET /api/reports/spending': REPORT,
    'GET /api/filter/check': { text: '', parts: [] },
    'GET /api/views': [],
  });
  renderApp(<SpendingPage />, '/spending?period=2026-05&filter=a+OR+b');
  const table = await screen.findByRole('region', { name: 'By category' });
  expect(screen.getByRole('combobox', { name: 'Filter the spending' })).toHaveValue('a OR b');
  const asked = sent.filter(({ path }) => /spending|trend/.test(path)).map(({ query }) => query.get('filter'));
  expect(asked).toEqual(['a OR b', 'a OR b']);
  expect(within(table).getByRole('link', { name: 'Food' })).toHaveAttribute(
    'href',
    expect.stringContaining('filter=%28a+OR+b%29+is%3Acounted'),
  );
  const waiting = screen.getByRole('link', { name: /waiting for review/ });
  expect(waiting).toHaveAttribute('href', expect.stringContaining('filter=%28a+OR+b%29+is%3Awaiting'));
});
