import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route, Routes, useLocation } from 'react-router';
import { beforeEach, expect, it, vi } from 'vitest';
import { answer } from '@/test/network';
import { renderApp } from '@/test/render';
import { HomePage } from './HomePage';

const STATUS = { first_run: false, is_demo: false, upload_limit_bytes: 1000 };

const REPORT = {
  month: '2026-05',
  spending: 300,
  income: 2000,
  previous_month_to_date_spending: 400,
  last_month_spending: 900,
  top_categories: [
    {
      short_desc: 'food',
      display_name: 'Food',
      color: '#f00',
      total: 200,
      previous_total: 1,
      count: 3,
      share: 0.66,
      children: [],
    },
  ],
  course: { now: [100, 300], before: [50, 400, 900] },
  budgets: {
    left_to_spend: -40,
    available: 500,
    safe_per_day: null,
    used: 1.08,
    status: 'over',
    budget_count: 1,
    worst: [
      {
        category_short_desc: 'coffee',
        display_name: 'Coffee',
        color: null,
        left_to_spend: -40,
        used: 1.4,
        status: 'over',
      },
    ],
  },
  net_worth: { net: 1234.5, change: -10, currency: 'USD', days: ['2026-04-30', '2026-05-20'], spark: [1244.5, 1234.5] },
  upcoming: {
    count: 2,
    total_out: 25,
    total_in: 0,
    first: [
      { key: 'gym', name: 'Gym', on: '2026-05-25', amount: 20, is_estimate: true, state: 'due' },
      { key: 'tv', name: 'Telly', on: '2026-05-18', amount: 5, is_estimate: false, state: 'late' },
    ],
  },
  alerts: [],
  alert_count: 0,
  attention: [{ kind: 'review', count: 2, message: '2 transactions to review', link: '/review' }],
};

const NOTICED = {
  items: [
    {
      key: 'series:tv:price_rise:2026-05-02',
      kind: 'price_rise',
      weight: 1,
      title: 'Telly is dearer: $5.00 instead of $4.00',
      detail: 'Since May 2; that makes $12.00 more a year.',
      amount: 12,
      source: { label: 'Recurring', address: '/recurring?series=tv' },
      history: [],
    },
  ],
  more: 2,
  dismissed: [],
};

const ANSWERS = {
  'GET /api/insights/noticed': NOTICED,
  'GET /api/status': STATUS,
  'GET /api/accounts': [],
  'GET /api/reports/home': REPORT,
  'GET /api/transactions/monthly-trend': [],
  'GET /api/transactions': { items: [], total: 0, next_cursor: null },
};

function Address() {
  const { pathname, search } = useLocation();
  return <output aria-label="address">{pathname + search}</output>;
}

function Home() {
  return (
    <>
      <Address />
      <Routes>
        <Route path="/" element={<HomePage />} />
        <Route path="*" element={null} />
      </Routes>
    </>
  );
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-05-20T12:00:00') });
  return () => vi.useRealTimers();
});

it('says how the month stands against the same days of the last one', async () => {
  answer(ANSWERS);
  renderApp(<Home />);
  const card = await screen.findByRole('region', { name: 'The month so far' });
  expect(card).toHaveTextContent('$300.00');
  expect(card).toHaveTextContent('25% less than by Apr 20: $400.00 then');
  expect(await screen.findByRole('link', { name: /Food/ })).toHaveAttribute(
    'href',
    '/transactions?category=food&period=2026-05',
  );
  expect(screen.getByRole('link', { name: /2 transactions to review/ })).toHaveAttribute('href', '/review');
});

it('shows what comes next, what got dearer and what is left, each leading on', async () => {
  answer(ANSWERS);
  renderApp(<Home />);
  const bills = await screen.findByRole('region', { name: 'Next 30 days' });
  expect(bills).toHaveTextContent('2 bills, $25.00 in all');
  expect(within(bills).getByRole('link', { name: /May 25.*Gym.*about/ })).toHaveAttribute(
    'href',
    '/recurring?series=gym',
  );
  expect(within(bills).getByRole('link', { name: /Late.*Telly/ })).toBeInTheDocument();
  const noticed = await screen.findByRole('region', { name: 'Noticed' });
  expect(within(noticed).getByRole('link', { name: /Telly is dearer.*\$12\.00 more a year/ })).toHaveAttribute(
    'href',
    '/recurring?series=tv',
  );
  expect(within(noticed).getByRole('link', { name: 'All 3' })).toHaveAttribute('href', '/insights');
  expect(screen.getByRole('region', { name: 'Budgets' })).toHaveTextContent('Coffee$40.00 over');
  expect(screen.getByRole('region', { name: 'Net worth' })).toHaveTextContent('$1,234.50−$10.00 this month');
});

it('leaves out what there is nothing of', async () => {
  const none = { count: 0, total_out: 0, total_in: 0, first: [] };
  answer({
    ...ANSWERS,
    'GET /api/reports/home': { ...REPORT, budgets: null, net_worth: null, upcoming: none },
    'GET /api/insights/noticed': { items: [], more: 0, dismissed: [] },
  });
  renderApp(<Home />);
  await screen.findByRole('region', { name: 'The month so far' });
  for (const name of ['Budgets', 'Net worth', 'Next 30 days', 'Noticed'])
    expect(screen.queryByRole('region', { name })).not.toBeInTheDocument();
});

it('shows on the first day that a connected bank waits', async () => {
  const message = '2 accounts at SimpleFIN wait for you to say where they belong';
  const attention = [{ kind: 'undecided_accounts', count: 2, message, link: '/connect/1/accounts' }];
  answer({
    ...ANSWERS,
    'GET /api/status': { ...STATUS, first_run: true },
    'GET /api/reports/home': { ...REPORT, attention },
  });
  renderApp(<Home />);
  expect(await screen.findByRole('link', { name: message })).toHaveAttribute('href', '/connect/1/accounts');
});

it('leads from the first day to a dropped file', async () => {
  answer({ ...ANSWERS, 'GET /api/status': { ...STATUS, first_run: true } });
  renderApp(<Home />);
  await userEvent.setup().upload(await screen.findByLabelText('Bank files'), new File(['a'], 'a.csv'));
  await waitFor(() => expect(screen.getByLabelText('address')).toHaveTextContent('/import'));
});

it('opens the sample household from its address, and strips the address', async () => {
  const log = answer({ ...ANSWERS, 'POST /api/demo': { is_demo: true } });
  renderApp(<Home />, '/?demo=1');
  await waitFor(() => expect(screen.getByLabelText('address')).toHaveTextContent(/^\/$/));
  expect(log.filter(({ path }) => path === '/api/demo')).toHaveLength(1);
});
