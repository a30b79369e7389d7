import { fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { answer, respond, type Sent } from '@/test/network';
import { renderApp } from '@/test/render';
import { AccountsPage } from './AccountsPage';

const ACCOUNT = {
  id: 3,
  name: 'Everyday',
  institution: 'wellsfargo',
  account_type: 'checking',
  currency: 'USD',
  is_archived: false,
  plaid_connection_status: 'disconnected',
  balance_stated: 100,
  balance_stated_on: '2026-05-31',
  balance_computed: 87.5,
  balance_difference: 12.5,
  balance_basis: 'stated',
  balance_gaps: 1,
  opening_balance: 50,
  opening_balance_on: '2026-01-01',
  balance_current: null,
  balance_available: null,
  balance_limit: null,
  transaction_count: 40,
  first_date: '2026-01-05',
  last_date: '2026-05-30',
  months_covered: ['2026-01', '2026-02', '2026-05'],
  months_missing: ['2026-03', '2026-04'],
  last_import: null,
  created_at: '2026-01-01T00:00:00Z',
};

it('shows both balances, what they differ by, and the months that are missing', async () => {
  answer({ 'GET /api/accounts': [ACCOUNT] });
  renderApp(<AccountsPage />);
  const bank = await screen.findByRole('region', { name: 'Wells Fargo' });
  expect(bank).toHaveTextContent('Stated May 31');
  expect(bank).toHaveTextContent('$100.00');
  expect(bank).toHaveTextContent('$87.50');
  expect(bank).toHaveTextContent('Off by $12.50');
  expect(within(bank).getByRole('img')).toHaveAccessibleName(/missing: March 2026, April 2026/);
  await userEvent.setup().click(within(bank).getByRole('button', { name: 'Why does Everyday differ?' }));
  expect(await screen.findByText(/^The bank states/)).toHaveTextContent(/\$100.00 at the end of May 31, 2026/);
});

it('deletes an account with rows only after the counts were seen', async () => {
  const user = userEvent.setup();
  const log = answer({
    'GET /api/accounts': [ACCOUNT],
    'DELETE /api/accounts/3': ({ query }: Sent) =>
      query.get('confirm') === 'true'
        ? respond(200, { deleted_transactions: 40 }, { 'X-Operation-Id': '9' })
        : respond(409, { title: 'Conflict', detail: 'It holds rows.', transactions: 40, imports: 2 }),
  });
  renderApp(<AccountsPage />);
  await user.click(await screen.findByRole('button', { name: 'Actions for Everyday' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Delete…' }));
  const dialog = await screen.findByRole('dialog', { name: 'Delete Everyday?' });
  expect(dialog).toHaveTextContent('40 transactions from 2 imports');
  await user.click(within(dialog).getByRole('button', { name: 'Delete account' }));
  expect(await screen.findByText('Everyday is deleted.')).toBeInTheDocument();
  expect(log.filter(({ method }) => method === 'DELETE').map(({ query }) => query.get('confirm'))).toEqual([
    'false',
    'true',
  ]);
});

it('adds an account with its opening balance, and says what is amiss first', async () => {
  const user = userEvent.setup();
  const log = answer({ 'GET /api/accounts': [], 'POST /api/accounts': respond(201, ACCOUNT) });
  renderApp(<AccountsPage />, '/?new=1');
  const dialog = await screen.findByRole('dialog', { name: 'New account' });
  const fill = (field: HTMLElement, value: string) => fireEvent.change(field, { target: { value } });
  fill(within(dialog).getByLabelText('Name'), 'Everyday');
  fill(within(dialog).getByRole('combobox', { name: 'Bank or company' }), 'Wells Fargo');
  fill(within(dialog).getByLabelText('Opening balance'), '-1,200.50');
  await user.click(within(dialog).getByRole('button', { name: 'Add account' }));
  expect(await within(dialog).findByText('On which day?')).toBeInTheDocument();
  fill(within(dialog).getByLabelText('At the start of'), '2026-01-01');
  await user.click(within(dialog).getByRole('button', { name: 'Add account' }));
  expect(await screen.findByText('Everyday is added.')).toBeInTheDocument();
  expect(log.find(({ method }) => method === 'POST')?.body).toMatchObject({
    name: 'Everyday',
    opening_balance: -1200.5,
    opening_balance_on: '2026-01-01',
  });
});
