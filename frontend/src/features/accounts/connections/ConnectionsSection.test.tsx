import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { makeConnection, makeFeedAccount, makeRun } from '@/test/connections';
import { answer, respond, type Sent } from '@/test/network';
import { renderApp } from '@/test/render';
import { ConnectionsSection } from './ConnectionsSection';

const STATUS = { 'GET /api/status': { is_demo: false } };
const NO_PROVIDERS = { 'GET /api/connections/providers': { items: [] } };
const card = () => screen.findByRole('region', { name: /^Connection to/ });

it.each([
  ['repair', 'plaid', 'Repair', '/connect/plaid?repair=1'],
  ['relink', 'plaid', 'Connect again', '/connect/plaid?replace=1'],
  ['relink', 'simplefin', 'Connect again', '/connect/token/simplefin?replace=1'],
  ['settings', 'plaid', 'Open settings', '/settings#banks'],
  ['decide_accounts', 'plaid', 'Choose accounts', '/connect/1/accounts'],
] as const)('offers the one thing that helps: %s by %s', async (action, provider, name, address) => {
  const health = { state: 'attention', sentence: 'The bank wants a new login.', action } as const;
  answer({ ...STATUS, ...NO_PROVIDERS, 'GET /api/connections': { items: [makeConnection(1, { provider, health })] } });
  renderApp(<ConnectionsSection />);
  expect(await card()).toHaveTextContent('The bank wants a new login.');
  expect(within(await card()).getByRole('link', { name })).toHaveAttribute('href', address);
});

it('brings one login up to date and tells what came, with its undo', async () => {
  const user = userEvent.setup();
  answer({
    ...STATUS,
    ...NO_PROVIDERS,
    'GET /api/connections': { items: [makeConnection(1)] },
    'POST /api/connections/1/sync': respond(202, { run_id: 5 }),
    'GET /api/sync/runs/5': makeRun(5),
  });
  renderApp(<ConnectionsSection />);
  expect(await card()).toHaveTextContent('Everyday ••0000');
  await user.click(within(await card()).getByRole('button', { name: 'Sync First Platypus Bank now' }));
  expect(await screen.findByText('First Platypus Bank: 12 new, 3 known from files.')).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Undo' })).toBeInTheDocument();
});

it.each([
  [502, {}],
  [409, { switch: 'outbound_plaid' }],
])('disconnects, and asks once more where the provider can not be told: %i', async (status, more) => {
  const user = userEvent.setup();
  const log = answer({
    ...STATUS,
    ...NO_PROVIDERS,
    'GET /api/connections': { items: [makeConnection(1)] },
    'DELETE /api/connections/1': ({ query }: Sent) =>
      query.get('force') === 'true'
        ? respond(200, { deleted_transactions: 40 }, { 'X-Operation-Id': '9' })
        : respond(status, { title: 'No answer', detail: 'Plaid does not answer.', ...more }),
  });
  renderApp(<ConnectionsSection />);
  await user.click(within(await card()).getByRole('button', { name: /^Actions/ }));
  await user.click(await screen.findByRole('menuitem', { name: 'Disconnect…' }));
  const dialog = await screen.findByRole('dialog', { name: 'Disconnect First Platypus Bank?' });
  await user.click(within(dialog).getByRole('radio', { name: 'Delete its rows' }));
  await user.click(within(dialog).getByRole('button', { name: 'Disconnect' }));
  expect(await within(dialog).findByText('Plaid does not answer.')).toBeInTheDocument();
  await user.click(within(dialog).getByRole('button', { name: 'Disconnect here anyway' }));
  expect(await screen.findByText('First Platypus Bank is disconnected, and 40 rows are deleted.')).toBeInTheDocument();
  const asked = log.filter(({ method }) => method === 'DELETE').map(({ query }) => Object.fromEntries(query));
  expect(asked).toEqual([
    { data: 'delete', force: 'false' },
    { data: 'delete', force: 'true' },
  ]);
});

it('says of SimpleFIN that only the owner ends its access', async () => {
  const user = userEvent.setup();
  const simplefin = makeConnection(1, { provider: 'simplefin', provider_title: 'SimpleFIN' });
  answer({ ...STATUS, ...NO_PROVIDERS, 'GET /api/connections': { items: [simplefin] } });
  renderApp(<ConnectionsSection />);
  await user.click(within(await card()).getByRole('button', { name: /^Actions/ }));
  await user.click(await screen.findByRole('menuitem', { name: 'Disconnect…' }));
  const dialog = await screen.findByRole('dialog');
  expect(dialog).toHaveTextContent('SimpleFIN keeps reading your banks');
  expect(dialog).not.toHaveTextContent('is told to end the access');
});

it('names a few of many accounts, and promises no next time where the owner is needed first', async () => {
  const linked = (id: number) =>
    makeFeedAccount(id, { decision: 'linked', account_name: `Share ${id} (550${id})`, mask: `550${id}` });
  const health = { state: 'broken', sentence: 'Plaid does not accept the keys.', action: 'settings' } as const;
  const accounts = [1, 2, 3, 4, 5, 6].map(linked);
  const broken = makeConnection(1, { accounts, health, next_attempt_at: '2099-01-01T00:00:00Z' });
  answer({ ...STATUS, ...NO_PROVIDERS, 'GET /api/connections': { items: [broken] } });
  renderApp(<ConnectionsSection />);
  expect(await card()).toHaveTextContent('Share 1 (5501), Share 2 (5502), Share 3 (5503), Share 4 (5504) and 2 more');
  expect(await card()).not.toHaveTextContent(/next/);
});

it('warns before what is billed', async () => {
  const user = userEvent.setup();
  const log = answer({
    ...STATUS,
    'GET /api/connections/providers': { items: [{ key: 'plaid', paid_calls: { balances: 'Plaid bills each look.' } }] },
    'GET /api/connections': { items: [makeConnection(1)] },
    'POST /api/connections/1/balances': makeConnection(1),
  });
  renderApp(<ConnectionsSection />);
  await user.click(within(await card()).getByRole('button', { name: /^Actions/ }));
  await user.click(await screen.findByRole('menuitem', { name: 'Fresh balances…' }));
  const dialog = await screen.findByRole('dialog');
  expect(dialog).toHaveTextContent('Plaid bills each look.');
  expect(log.some(({ path }) => path.endsWith('/balances'))).toBe(false);
  await user.click(within(dialog).getByRole('button', { name: 'Ask and be billed' }));
  expect(await screen.findByText(/are of this moment/)).toBeInTheDocument();
  expect(log.find(({ path }) => path.endsWith('/balances'))?.body).toEqual({ i_know_it_costs: true });
});

it('shows nothing where no bank is connected, and no login that was let go of', async () => {
  const gone = makeConnection(1, { status: 'disconnected' });
  const open = makeConnection(2, {
    institution_name: 'Tartan',
    accounts: [makeFeedAccount(1, { decision: 'ignored' }), makeFeedAccount(2)],
  });
  answer({ ...STATUS, ...NO_PROVIDERS, 'GET /api/connections': { items: [open, gone] } });
  renderApp(<ConnectionsSection />);
  expect(await card()).toHaveTextContent('1 left out · 1 not decided yet');
  expect(screen.getAllByRole('region', { name: /^Connection to/ })).toHaveLength(1);
  expect(screen.queryByRole('button', { name: 'Sync all' })).not.toBeInTheDocument();
});
