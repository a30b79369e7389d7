import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import type { Account } from '@/api/accounts';
import { answer } from '@/test/network';
import { renderApp } from '@/test/render';
import { BalanceSection } from './BalanceSection';

const GAP = {
  key: '12',
  first_day: '2026-05-01',
  on: '2026-05-31',
  stated: 1240,
  computed: 1190,
  difference: 50,
  is_passed_over: false,
  sentence: 'Stated $1,240.00 on May 31, 2026, the transactions make $1,190.00: $50.00 apart.',
};

const HISTORY = {
  account_id: 3,
  name: 'Everyday',
  account_type: 'checking',
  currency: 'USD',
  basis: 'stated',
  known_from: '2026-04-30',
  balance: 1240,
  points: [{ date: '2026-05-31', balance: 1240 }],
  gaps: [GAP],
  statements: [
    {
      key: '12',
      id: 12,
      date: '2026-05-31',
      amount: 1240,
      source: 'file',
      fit: 'apart',
      notes: null,
      import_id: 1,
      file_name: 'may.csv',
    },
  ],
};

const ROW = {
  transaction_id: 7,
  deleted_id: null,
  twin_id: 5,
  date: '2026-05-03',
  description: 'BLUE BOTTLE',
  merchant_name: 'Blue Bottle',
  amount: 50,
  right_amount: null,
};

const REASON = { kind: 'counted_twice', sentence: '1 transaction seems to be here twice.', closes: true, rows: [ROW] };
const EXPLAINED = { gap: GAP, missing_amount: -50, reasons: [REASON] };

// Only the id is looked at.
const ACCOUNT = { id: 3 } as Account;

const answers = (more: object = {}) => ({
  'GET /api/accounts/3/balances': HISTORY,
  'GET /api/accounts/3/gaps/12': EXPLAINED,
  'GET /api/categories': [],
  ...more,
});

it('names the likely transaction of a gap, and deletes it on a click', async () => {
  const user = userEvent.setup();
  const log = answer(answers({ 'POST /api/transactions/bulk-delete': { deleted: 1 } }));
  renderApp(<BalanceSection account={ACCOUNT} />);
  const gaps = await screen.findByRole('region', { name: 'Gaps' });
  expect(gaps).toHaveTextContent('$50.00 apart');
  expect(await within(gaps).findByRole('link', { name: 'Blue Bottle' })).toHaveAttribute(
    'href',
    '/transactions?period=2026-05-03..2026-05-03&account_id=3&open=7',
  );
  await user.click(within(gaps).getByRole('button', { name: 'Delete it' }));
  expect(log.find(({ method }) => method === 'POST')?.body).toEqual({ transaction_ids: [7] });
});

it('closes a gap by hand with the amount that is missing', async () => {
  const user = userEvent.setup();
  const log = answer(answers({ 'POST /api/transactions': { id: 8, description: 'Cash' } }));
  renderApp(<BalanceSection account={ACCOUNT} />);
  await user.click(await screen.findByRole('button', { name: 'Close it by hand' }));
  await user.type(screen.getByLabelText('What it was'), 'Cash');
  await user.click(screen.getByRole('button', { name: 'Add it' }));
  expect(log.find(({ method }) => method === 'POST')?.body).toMatchObject({
    account_id: 3,
    amount: -50,
    date: '2026-05-31',
    description: 'Cash',
  });
});

it('takes what is owed without a minus', async () => {
  const user = userEvent.setup();
  const loan = { ...HISTORY, account_type: 'loan', basis: 'valued', gaps: [], statements: [], points: [] };
  const log = answer(
    answers({ 'GET /api/accounts/3/balances': loan, 'POST /api/accounts/3/balances/stated': { id: 1 } }),
  );
  renderApp(<BalanceSection account={ACCOUNT} />);
  await user.click(await screen.findByRole('button', { name: 'Add a value' }));
  await user.type(screen.getByLabelText('Owed'), '12,000.50');
  await user.click(screen.getByRole('button', { name: 'Add' }));
  expect(log.find(({ method }) => method === 'POST')?.body).toMatchObject({ amount: -12000.5 });
});
