import { screen, waitFor } from '@testing-library/react';
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
  attention: [{ kind: 'review', count: 2, message: '2 transactions to review', link: '/review' }],
};

const ANSWERS = {
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
