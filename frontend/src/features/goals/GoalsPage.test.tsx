import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import type { Goal } from '@/api/goals';
import { answer, respond } from '@/test/network';
import { renderApp } from '@/test/render';
import { GoalsPage } from './GoalsPage';

const GOAL: Goal = {
  id: 3,
  name: 'Japan',
  target_amount: 1200,
  target_date: '2026-11-30',
  account_id: null,
  account_name: null,
  starting_amount: 0,
  color: null,
  notes: null,
  is_finished: false,
  status: 'behind',
  saved: 200,
  left: 1000,
  share: 1 / 6,
  expected: 300,
  behind_by: 100,
  months_left: 5,
  monthly_share: 210,
  saved_this_month: 50,
  left_this_month: 160,
  projected_on: '2027-02-03',
  shared_with: [],
  contributions: [{ id: 9, date: '2026-06-02', amount: 200, notes: null }],
};

it('says how far a goal is, what each month takes, and puts money aside', async () => {
  const user = userEvent.setup();
  const sent = answer({
    'GET /api/goals': [GOAL],
    'POST /api/goals/3/contributions': respond(201, GOAL, { 'X-Operation-Id': '5' }),
  });
  renderApp(<GoalsPage />, '/goals');
  const card = await screen.findByRole('article', { name: 'Japan' });
  expect(card).toHaveTextContent('$200.00');
  expect(card).toHaveTextContent('Behind by $100');
  expect(card).toHaveTextContent('$210.00 a month for 5 months, $160.00 still to come in this one');
  await user.click(within(card).getByRole('button', { name: 'Put money aside' }));
  await user.type(await screen.findByRole('textbox', { name: /Amount/ }), '75.50');
  await user.click(screen.getByRole('button', { name: 'Put aside' }));
  await waitFor(() => expect(sent.some(({ method }) => method === 'POST')).toBe(true));
  expect(sent.find(({ method }) => method === 'POST')?.body).toMatchObject({ amount: 75.5, notes: null });
});

it('makes the first goal', async () => {
  const user = userEvent.setup();
  const sent = answer({ 'GET /api/goals': [], 'POST /api/goals': respond(201, GOAL, { 'X-Operation-Id': '5' }) });
  renderApp(<GoalsPage />, '/goals');
  await user.click(await screen.findByRole('button', { name: 'New goal' }));
  await user.type(await screen.findByRole('textbox', { name: /What for/ }), 'Roof');
  await user.click(screen.getByRole('button', { name: 'Add goal' }));
  expect(await screen.findByText('Type an amount, such as 1,200')).toBeInTheDocument();
  await user.type(screen.getByRole('textbox', { name: /How much/ }), '9,000');
  await user.click(screen.getByRole('button', { name: 'Add goal' }));
  await waitFor(() => expect(sent.some(({ method }) => method === 'POST')).toBe(true));
  expect(sent.find(({ method }) => method === 'POST')?.body).toEqual({
    name: 'Roof',
    target_amount: 9000,
    target_date: null,
    account_id: null,
    starting_amount: 0,
    saved_already: 0,
    notes: null,
  });
});
