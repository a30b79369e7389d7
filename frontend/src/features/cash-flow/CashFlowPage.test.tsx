import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import type { CashFlow, CashFlowNode } from '@/api/cashFlow';
import { answer, respond } from '@/test/network';
import { renderApp } from '@/test/render';
import { CashFlowPage } from './CashFlowPage';

const node = (short_desc: string, display_name: string, series: number[], total: number): CashFlowNode => ({
  short_desc,
  display_name,
  color: '#336699',
  total,
  count: 2,
  series,
  children: [],
});

const food = {
  ...node('food', 'Food', [30, 20], 50),
  children: [node('coffee', 'Coffee', [10, 20], 30), node('food', 'Food', [20, 0], 20)],
};

const REPORT: CashFlow = {
  year: 2025,
  by: 'fortnight',
  start_date: '2025-01-01',
  end_date: '2025-12-31',
  income: 100,
  expenses: 50,
  net: 50,
  periods: [
    {
      start_date: '2025-01-01',
      end_date: '2025-01-12',
      income: 0,
      expenses: 30,
      net: -30,
      cumulative: -30,
      count: 2,
    },
    {
      start_date: '2025-01-13',
      end_date: '2025-01-26',
      income: 100,
      expenses: 20,
      net: 80,
      cumulative: 50,
      count: 2,
    },
  ],
  income_categories: [node('payroll', 'Payroll', [0, 100], 100)],
  expense_categories: [food],
  left_out: [{ reason: 'transfer', count: 2, total: 12 }],
};

const around = {
  'GET /api/accounts': [],
  'GET /api/status': { has_transactions: true },
  'GET /api/transactions/years': [{ year: 2025, count: 9, pending: 0 }],
};

const filterOf = (link: HTMLElement): string | null =>
  new URL(link.getAttribute('href') ?? '', 'http://localhost').searchParams.get('filter');

it('looks at one span closely, and each figure leads to its rows', async () => {
  const user = userEvent.setup();
  answer({ ...around, 'GET /api/transactions/cash-flow': REPORT });
  renderApp(<CashFlowPage />, '/cash-flow?year=2025&account_id=4');
  const table = await screen.findByRole('region', { name: 'By category' });
  await user.click(screen.getByRole('button', { name: 'Jan 13 – Jan 26' }));
  expect(within(table).getByRole('heading')).toHaveTextContent('By category, Jan 13 – Jan 26');
  await user.click(within(table).getByRole('button', { name: 'Subcategories of Food' }));
  const [ofSpan, ofYear] = within(within(table).getByRole('row', { name: /Coffee/ })).getAllByRole('link');
  expect(ofSpan).toHaveTextContent('$20.00');
  expect(ofSpan?.getAttribute('href')).toContain('period=2025-01-13..2025-01-26&account_id=4');
  expect(filterOf(ofYear as HTMLElement)).toBe('is:spending is:counted category:coffee');
  const own = within(table).getByRole('row', { name: /Food itself/ });
  expect(filterOf(within(own).getByRole('link'))).toBe('is:spending is:counted category:food -category:coffee');
  const left = screen.getByRole('link', { name: '2 transfers' });
  expect(filterOf(left)).toBe('is:transfer status:filed');
});

it('asks for what the address says, and steps through the years', async () => {
  const user = userEvent.setup();
  const sent = answer({ ...around, 'GET /api/transactions/cash-flow': { ...REPORT, by: 'month' } });
  renderApp(<CashFlowPage />, '/cash-flow?year=2025&by=month');
  await screen.findByRole('region', { name: 'Period by period' });
  await user.click(screen.getByRole('button', { name: 'Previous year' }));
  const asked = sent.filter(({ path }) => path.endsWith('/cash-flow')).map(({ query }) => query.toString());
  expect(asked).toEqual(['year=2025&by=month', 'year=2024&by=month']);
});

it('leads to a year with data where this one has none', async () => {
  const periods = REPORT.periods.map((period) => ({ ...period, count: 0 }));
  answer({ ...around, 'GET /api/transactions/cash-flow': { ...REPORT, periods, left_out: [] } });
  renderApp(<CashFlowPage />, '/cash-flow?year=2024');
  expect(await screen.findByRole('button', { name: '2025 · 9 transactions' })).toBeInTheDocument();
});

it('says what failed, in the server’s words', async () => {
  answer({ ...around, 'GET /api/transactions/cash-flow': respond(422, { title: 'No', detail: 'No such year.' }) });
  renderApp(<CashFlowPage />, '/cash-flow');
  expect(await screen.findByText('No such year.')).toBeInTheDocument();
});

it('shows streams as a table too', async () => {
  const user = userEvent.setup();
  const place = { short_desc: null, parent: null, color: null };
  answer({
    ...around,
    'GET /api/reports/money-flow': {
      start_date: '2025-06-01',
      end_date: '2025-06-30',
      income: 100,
      expenses: 40,
      net: 60,
      nodes: [
        { ...place, place: 'money_in', name: 'Money in', amount: 100 },
        { ...place, place: 'income', name: 'Payroll', amount: 100, short_desc: 'payroll' },
        { ...place, place: 'spending', name: 'Food', amount: 40, short_desc: 'food' },
        { ...place, place: 'savings', name: 'Saved', amount: 60 },
      ],
      links: [
        { source: 1, target: 0, amount: 100 },
        { source: 0, target: 2, amount: 40 },
        { source: 0, target: 3, amount: 60 },
      ],
      left_out: [{ reason: 'waiting', count: 2, total: 10 }],
    },
  });
  renderApp(<CashFlowPage />, '/cash-flow?by=flow&period=2025-06');
  await user.click(await screen.findByRole('button', { name: 'Streams of June 2025: show as a table' }));
  expect(screen.getByRole('row', { name: /Money in → Saved/ })).toHaveTextContent('$60.00');
  expect(filterOf(screen.getByRole('link', { name: '2 waiting for review' }))).toBe('is:waiting');
});
