import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import type { Recurring, RecurringAlert, Series, SeriesDetail } from '@/api/recurring';
import { answer, respond } from '@/test/network';
import { renderApp } from '@/test/render';
import { RecurringPage } from './RecurringPage';

const NETFLIX: Series = {
  key: '12',
  status: 'suggested',
  name: 'Netflix',
  merchant_key: 'NETFLIX',
  account_id: 1,
  category: 'netflix',
  category_name: 'Netflix',
  category_color: '#aa0000',
  cadence: 'monthly',
  amount: 17.99,
  varies: false,
  is_income: false,
  is_by_hand: false,
  has_word: false,
  yearly: 215.88,
  next_on: '2026-06-11',
  late_since: null,
  missed_on: null,
  first_on: '2025-06-11',
  last_on: '2026-05-11',
  ends_on: null,
  count: 12,
  recent: [15.49, 15.49, 17.99],
  prices: [{ on: '2026-05-11', before: 15.49, after: 17.99 }],
  trial: null,
  confidence: 0.98,
  notes: null,
};
const RISE: RecurringAlert = {
  id: 'price_rise:2026-05-11',
  kind: 'price_rise',
  series_key: '12',
  series_name: 'Netflix',
  cadence: 'monthly',
  on: '2026-05-11',
  before: 15.49,
  after: 17.99,
  yearly: 30,
  since: '2025-06-11',
  others: [],
};
const FULL: Recurring = {
  items: [NETFLIX, { ...NETFLIX, key: '13', name: 'Old Gym', status: 'ended', next_on: null }],
  totals: { yearly_out: 215.88, monthly_out: 17.99, yearly_in: 0, monthly_in: 0, running: 1, suggested: 1 },
  alerts: [RISE],
};
const DETAIL: SeriesDetail = {
  ...NETFLIX,
  charges: [{ transaction_id: 7, on: '2026-05-11', amount: 17.99 }],
  missed: [],
};

it('tells of a price rise, dismisses it and confirms the series', async () => {
  const user = userEvent.setup();
  const sent = answer({
    'GET /api/recurring': FULL,
    'POST /api/recurring/12/alerts/price_rise%3A2026-05-11/dismiss': respond(200, DETAIL, { 'X-Operation-Id': '5' }),
    'POST /api/recurring/12/confirm': respond(200, DETAIL, { 'X-Operation-Id': '6' }),
  });
  renderApp(<RecurringPage />, '/recurring');
  const alerts = await screen.findByRole('region', { name: 'Worth a look' });
  expect(alerts).toHaveTextContent('Netflix rose from $15.49 to $17.99 on May 11: $30.00 more a year.');
  await user.click(within(alerts).getByRole('button', { name: 'Dismiss: Price rise, Netflix' }));
  expect(await screen.findByText('The alert is dismissed.')).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Undo' })).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Confirm Netflix' }));
  await waitFor(() => expect(sent.some(({ path }) => path.endsWith('/confirm'))).toBe(true));
});

it('folds away what has ended', async () => {
  const user = userEvent.setup();
  answer({ 'GET /api/recurring': FULL });
  renderApp(<RecurringPage />, '/recurring');
  const fold = await screen.findByRole('button', { name: 'Ended 1' });
  expect(screen.queryByRole('button', { name: 'Old Gym' })).not.toBeInTheDocument();
  await user.click(fold);
  expect(screen.getByRole('button', { name: 'Old Gym' })).toBeInTheDocument();
});

it('shows the charges of a series by its address, and sends only what was edited', async () => {
  const user = userEvent.setup();
  const sent = answer({
    'GET /api/recurring': FULL,
    'GET /api/recurring/12': DETAIL,
    'GET /api/categories': [],
    'PATCH /api/recurring/12': respond(200, DETAIL, { 'X-Operation-Id': '7' }),
  });
  renderApp(<RecurringPage />, '/recurring?series=12');
  const drawer = await screen.findByRole('dialog', { name: 'Netflix' });
  expect(within(drawer).getByRole('link', { name: 'May 11, 2026' })).toHaveAttribute('href', '/transactions?open=7');
  await user.click(within(drawer).getByRole('button', { name: 'Edit' }));
  const name = await screen.findByRole('textbox', { name: /Name/ });
  await user.clear(name);
  await user.type(name, 'Films');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(sent.some(({ method }) => method === 'PATCH')).toBe(true));
  expect(sent.find(({ method }) => method === 'PATCH')?.body).toEqual({ name: 'Films' });
});

it('says what to do where nothing was found, and adds one by hand', async () => {
  const user = userEvent.setup();
  answer({
    'GET /api/recurring': { ...FULL, items: [], alerts: [] },
    'GET /api/categories': [],
    'GET /api/accounts': [],
  });
  renderApp(<RecurringPage />, '/recurring');
  await user.click(await screen.findByRole('button', { name: 'Add one by hand' }));
  await user.click(await screen.findByRole('button', { name: 'Add' }));
  expect(await screen.findByText('Say what it is')).toBeInTheDocument();
  expect(screen.getByText('Choose the day')).toBeInTheDocument();
});
