import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import type { BudgetReport } from '@/api/budgets';
import { answer, respond } from '@/test/network';
import { renderApp } from '@/test/render';
import { BudgetsPage } from './BudgetsPage';
import { makeFamily, makeLine } from './builders';

const FOOD = {
  budgeted: 400,
  available: 400,
  spent: 420,
  left_to_spend: -20,
  safe_per_day: 0,
  used: 1.05,
  pace: 0.55,
  even_pace: 200,
  status: 'over',
} as const;

const REPORT: BudgetReport = {
  ...makeLine('all', FOOD),
  scheme: 'month',
  period: {
    key: '2026-05',
    name: 'May 2026',
    start_date: '2026-05-01',
    end_date: '2026-05-31',
    days: 31,
    days_gone: 15,
    days_left: 17,
    elapsed: 0.48,
    state: 'running',
  },
  previous: '2026-04',
  next: '2026-06',
  budget_count: 2,
  spent_total: 500,
  unbudgeted: 80,
  waiting: { reason: 'waiting', count: 2, total: 12 },
  families: [
    makeFamily('food', {
      ...FOOD,
      spent_total: 420,
      own: { ...FOOD, is_own: true, id: 7 },
      children: [makeLine('coffee', { covered_by: 'food', spent: 30, status: 'unbudgeted' })],
    }),
    makeFamily('travel', {
      budgeted: 100,
      available: 100,
      left_to_spend: 100,
      used: 0,
      own: { is_own: true, id: 8, budgeted: 100, available: 100, left_to_spend: 100, used: 0 },
    }),
    makeFamily('clothing', { spent_total: 80, unbudgeted: 80, spent: 80, status: 'unbudgeted' }),
  ],
};

const EMPTY = { basis: null, total: 0, items: [] };

it('says what is over, and leads to the transactions behind a figure', async () => {
  const user = userEvent.setup();
  answer({ 'GET /api/reports/budgets': REPORT, 'GET /api/categories': [] });
  renderApp(<BudgetsPage />, '/budgets?month=2026-05');
  const table = await screen.findByRole('region', { name: 'Budgets by category' });
  const food = within(table).getByRole('row', { name: /Food/ });
  expect(food).toHaveTextContent('$420.00');
  expect(food).toHaveTextContent('Over');
  expect(food).toHaveTextContent('−$20.00');
  expect(within(food).getByRole('link', { name: /behind what was spent/ })).toHaveAttribute(
    'href',
    '/transactions?filter=is%3Acounted&period=2026-05&category=food',
  );
  await user.click(within(table).getByRole('button', { name: 'Subcategories of Food' }));
  expect(within(table).getByRole('textbox', { name: 'Budget for Coffee' })).toHaveAttribute('placeholder', 'in Food');
  expect(screen.getByText(/still wait for review/)).toBeInTheDocument();
});

it('keeps a typed amount at Enter and goes to the next one, leaves it at Escape, removes an empty one', async () => {
  const user = userEvent.setup();
  const sent = answer({
    'GET /api/reports/budgets': REPORT,
    'GET /api/categories': [],
    'POST /api/budgets': respond(200, { id: 7 }, { 'X-Operation-Id': '3' }),
    'DELETE /api/budgets/7': respond(200, null, { 'X-Operation-Id': '4' }),
  });
  renderApp(<BudgetsPage />, '/budgets?month=2026-05');
  const food = await screen.findByRole('textbox', { name: 'Budget for Food' });
  await user.click(food);
  expect(food).toHaveValue('400.00');
  await user.clear(food);
  await user.type(food, '1,250{Enter}');
  expect(screen.getByRole('textbox', { name: 'Budget for Travel' })).toHaveFocus();
  const writes = () => sent.filter(({ method }) => method !== 'GET');
  await waitFor(() => expect(writes()).toHaveLength(1));
  expect(writes()[0]?.body).toEqual({ category_short_desc: 'food', month: '2026-05', amount: 1250 });

  await user.click(food);
  await user.clear(food);
  await user.type(food, '9{Escape}');
  await user.click(food);
  await user.clear(food);
  await user.type(food, 'banana');
  expect(food).toBeInvalid();
  await user.clear(food);
  await user.tab();
  await waitFor(() => expect(writes()).toHaveLength(2));
  expect(writes()[1]?.method).toBe('DELETE');
});

it('offers to start from what is usual where no budget is set, and sets what is kept of it', async () => {
  const user = userEvent.setup();
  const item = { category_short_desc: 'food', display_name: 'Food', color: null, present: null, amount: 300 };
  const proposal = {
    basis: 'the average of 3 periods',
    total: 340,
    items: [item, { ...item, category_short_desc: 'rent', display_name: 'Rent', amount: 40 }],
  };
  const sent = answer({
    'GET /api/reports/budgets': { ...REPORT, budget_count: 0, families: [] },
    'GET /api/budgets/proposal': ({ query }: { query: URLSearchParams }) =>
      query.get('source') === 'last' ? EMPTY : proposal,
    'GET /api/categories': [],
    'POST /api/budgets/bulk': { changed: 1 },
  });
  renderApp(<BudgetsPage />, '/budgets');
  await user.click(await screen.findByRole('button', { name: 'Start from what you usually spend' }));
  await user.click(await screen.findByRole('checkbox', { name: 'Set Rent' }));
  await user.click(screen.getByRole('button', { name: 'Set 1 budget' }));
  await waitFor(() => expect(sent.some(({ method }) => method === 'POST')).toBe(true));
  expect(sent.find(({ method }) => method === 'POST')?.body).toEqual({
    month: '2026-05',
    items: [{ category_short_desc: 'food', amount: 300 }],
  });
});

it('says what failed, in the server’s words', async () => {
  answer({ 'GET /api/reports/budgets': respond(422, { title: 'No', detail: '“2026-13” is no period.' }) });
  renderApp(<BudgetsPage />, '/budgets?month=2026-13');
  expect(await screen.findByText('“2026-13” is no period.')).toBeInTheDocument();
});
