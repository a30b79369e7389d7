import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { answer } from '@/test/network';
import { renderApp } from '@/test/render';
import { NetWorthPage } from './NetWorthPage';

const change = (since: string, until: string, more: object = {}) => ({
  since,
  until,
  total: 40,
  saved: 40,
  income: 100,
  spending: 60,
  moved: 0,
  waiting: 0,
  valuations: 0,
  unexplained: 0,
  began: 0,
  ...more,
});

const JUNE = change('2026-05-31', '2026-06-15', { total: -10, unexplained: -50 });

const REPORT = {
  today: '2026-06-15',
  currency: 'USD',
  points: [
    { date: '2026-05-31', net: 1000, assets: 1200, liabilities: 200 },
    { date: '2026-06-15', net: 990, assets: 1190, liabilities: 200 },
  ],
  spans: [
    { months: 1, change: JUNE, before: 1000, share: -0.01 },
    { months: 3, change: change('2026-03-31', '2026-06-15'), before: 950, share: 0.04 },
  ],
  months: [change('2026-04-30', '2026-05-31'), JUNE],
  types: [
    { account_type: 'checking', balance: 1190, balances: [1200, 1190] },
    { account_type: 'loan', balance: -200, balances: [-200, -200] },
  ],
  accounts: [
    {
      id: 3,
      name: 'Everyday',
      institution: 'wellsfargo',
      account_type: 'checking',
      is_archived: false,
      basis: 'stated',
      balance: 1190,
      stated_on: '2026-06-01',
      gaps: 1,
      changes: [{ months: 1, amount: -10 }],
      balances: [1200, 1190],
    },
    {
      id: 4,
      name: 'Car loan',
      institution: 'Crestline',
      account_type: 'loan',
      is_archived: false,
      basis: 'valued',
      balance: -200,
      stated_on: '2026-01-31',
      gaps: 0,
      changes: [{ months: 1, amount: 0 }],
      balances: [-200, -200],
    },
  ],
  left_out: [{ id: 9, name: 'Girokonto', currency: 'EUR', why: 'currency', balance: 5 }],
};

it('tells what it is, what it is made of, and leads from what is not explained to the account', async () => {
  const user = userEvent.setup();
  answer({ 'GET /api/reports/net-worth': REPORT });
  renderApp(<NetWorthPage />, '/net-worth');
  const summary = await screen.findByRole('region', { name: 'Summary' });
  expect(summary).toHaveTextContent('$990.00');
  expect(summary).toHaveTextContent('$1,190.00 held, $200.00 owed');
  const accounts = screen.getByRole('region', { name: 'Accounts' });
  expect(within(accounts).getByRole('row', { name: /Everyday/ })).toHaveTextContent('stated Jun 1');
  expect(within(accounts).getByRole('row', { name: /Car loan/ })).toHaveTextContent('valued Jan 31');
  expect(within(accounts).getByRole('link', { name: '1 gap to explain' })).toHaveAttribute(
    'href',
    '/accounts?account=3',
  );
  const changed = screen.getByRole('region', { name: 'What changed it' });
  expect(changed).toHaveTextContent('−$50.00');
  await user.click(within(changed).getByText('3 months'));
  expect(changed).not.toHaveTextContent('Not explained');
  expect(screen.getByRole('region', { name: 'Not counted' })).toHaveTextContent('Girokonto (EUR)');
});

it('asks for the range of the address, and for every day of the last 90', async () => {
  const user = userEvent.setup();
  const log = answer({ 'GET /api/reports/net-worth': REPORT });
  renderApp(<NetWorthPage />, '/net-worth?range=3y');
  await screen.findByRole('region', { name: 'Summary' });
  expect(log[0]?.query.toString()).toBe('by=month&months=36');
  await user.click(screen.getByText('90 days'));
  expect(log.at(-1)?.query.get('by')).toBe('day');
});

it('says what to do while nothing is known', async () => {
  answer({ 'GET /api/reports/net-worth': { ...REPORT, points: [], spans: [], months: [], types: [], accounts: [] } });
  renderApp(<NetWorthPage />, '/net-worth');
  expect(await screen.findByRole('link', { name: /Add a house/ })).toHaveAttribute('href', '/accounts?new=1');
});
