import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route, Routes } from 'react-router';
import { expect, it } from 'vitest';
import { makeConnection, makeFeedAccount, makeRun } from '@/test/connections';
import { answer, respond, type Sent } from '@/test/network';
import { renderApp } from '@/test/render';
import { ConnectPage } from './ConnectPage';
import { MatchPage } from './MatchPage';
import { TokenPage } from './TokenPage';

const STATUS = { 'GET /api/status': { is_demo: false } };
const PROVIDER = { key: 'plaid', title: 'Plaid', link_kind: 'plaid_link', environment: 'sandbox', paid_calls: {} };
const READY = { ...PROVIDER, is_ready: true, missing_settings: [] };
const ACCOUNT = {
  id: 3,
  name: 'Everyday',
  institution: 'chase',
  currency: 'USD',
  is_archived: false,
  transaction_count: 40,
};

function Screens() {
  return (
    <Routes>
      <Route path="/connect" element={<ConnectPage />} />
      <Route path="/connect/token/:provider" element={<TokenPage />} />
      <Route path="/connect/:connectionId/accounts" element={<MatchPage />} />
    </Routes>
  );
}

it('says which keys Plaid still needs, and asks nothing for files', async () => {
  const missing = { ...PROVIDER, is_ready: false, missing_settings: ['plaid_client_id', 'plaid_secret'] };
  answer({ ...STATUS, 'GET /api/connections/providers': { items: [missing] } });
  renderApp(<Screens />, '/connect');
  const plaid = await screen.findByRole('region', { name: 'Plaid' });
  expect(plaid).toHaveTextContent('Still needed: client id and sandbox secret.');
  expect(within(plaid).getByRole('link', { name: 'Enter keys' })).toHaveAttribute('href', '/settings#banks');
  expect(screen.getByRole('link', { name: 'Import a file' })).toHaveAttribute('href', '/import');
});

it('leads to Plaid by a document of its own, and to the made-up bank without it', async () => {
  const log = answer({
    ...STATUS,
    'GET /api/connections/providers': { items: [READY] },
    'POST /api/connections/sandbox': respond(201, makeConnection(1)),
    'GET /api/connections': { items: [makeConnection(1)] },
    'GET /api/accounts': [ACCOUNT],
  });
  const user = userEvent.setup();
  renderApp(<Screens />, '/connect');
  const go = await screen.findByRole('link', { name: 'Continue with Plaid' });
  expect(go).toHaveAttribute('href', '/connect/plaid');
  await user.click(screen.getByRole('checkbox', { name: 'Brokerage accounts too' }));
  expect(go).toHaveAttribute('href', '/connect/plaid?investments=1');
  await user.click(screen.getByRole('button', { name: 'Try a made-up bank' }));
  expect(await screen.findByRole('heading', { name: 'Accounts at First Platypus Bank' })).toBeInTheDocument();
  expect(log.some(({ path }) => path === '/api/connections/sandbox')).toBe(true);
});

it('trades a pasted token, and asks before a bank is connected twice', async () => {
  const log = answer({
    ...STATUS,
    'GET /api/connections/providers': {
      items: [{ ...READY, key: 'simplefin', title: 'SimpleFIN', link_kind: 'paste_token' }],
    },
    'POST /api/connections/link/start': { kind: 'paste_token', page_url: 'https://bridge.example/create', token: null },
    'POST /api/connections/link/finish': ({ body }: Sent) =>
      (body as { replace_connection_id?: number }).replace_connection_id
        ? respond(201, makeConnection(2))
        : respond(409, { title: 'Conflict', detail: 'Connected already.', connection_id: 1 }),
    'GET /api/connections': { items: [makeConnection(2)] },
    'GET /api/accounts': [],
  });
  const user = userEvent.setup();
  renderApp(<Screens />, '/connect/token/simplefin');
  expect(await screen.findByRole('link', { name: 'Open SimpleFIN' })).toHaveAttribute(
    'href',
    'https://bridge.example/create',
  );
  await user.click(screen.getByLabelText('Setup token'));
  await user.paste(' aHR0cHM6\n Ly9= ');
  await user.click(screen.getByRole('button', { name: 'Connect' }));
  await user.click(await screen.findByRole('button', { name: 'Take over' }));
  expect(await screen.findByRole('heading', { name: /^Accounts at/ })).toBeInTheDocument();
  const sent = log.filter(({ path }) => path.endsWith('/finish')).map(({ body }) => body);
  expect(sent).toEqual([
    { provider: 'simplefin', grant: 'aHR0cHM6Ly9=' },
    { provider: 'simplefin', grant: 'aHR0cHM6Ly9=', replace_connection_id: 1 },
  ]);
});

it('suggests an account with its reasons, saves what was decided, and follows the first sync', async () => {
  const suggestion = {
    account_id: 3,
    account_name: 'Everyday',
    reasons: ['Its name has the number 0000.'],
    certainty: 'sure',
  };
  const feeds = [
    makeFeedAccount(70, { suggestion: { ...suggestion, certainty: 'sure' } }),
    makeFeedAccount(71, { name: 'Plaid Saving', mask: '1111', account_type: 'savings' }),
  ];
  let asked = 0;
  const log = answer({
    ...STATUS,
    'GET /api/connections': { items: [makeConnection(1, { accounts: feeds, last_success_at: null })] },
    'GET /api/accounts': [ACCOUNT],
    'GET /api/stats': { pending_review: 12 },
    'POST /api/connections/1/accounts': respond(200, makeConnection(1), { 'X-Operation-Id': '9' }),
    'POST /api/connections/1/sync': respond(202, { run_id: 5 }),
    'GET /api/sync/runs/5': () => {
      asked += 1;
      return makeRun(5, asked < 2 ? { status: 'running' } : {});
    },
  });
  const user = userEvent.setup();
  renderApp(<Screens />, '/connect/1/accounts');
  expect(await screen.findByRole('combobox', { name: 'Plaid Checking is' })).toHaveValue('Everyday · Chase');
  expect(screen.getByText('Its name has the number 0000.')).toBeInTheDocument();
  expect(screen.getByText('Its 40 rows stay; new ones come from the bank and nothing doubles.')).toBeInTheDocument();
  await user.click(screen.getByRole('combobox', { name: 'Plaid Saving is' }));
  await user.click(await screen.findByRole('option', { name: 'Leave it out' }));
  await user.click(screen.getByRole('button', { name: 'Save and fetch' }));
  expect(await screen.findByText('First Platypus Bank is connected')).toBeInTheDocument();
  expect(screen.getByText(/12 new, 3 known from files/)).toBeInTheDocument();
  await waitFor(() =>
    expect(screen.getByRole('link', { name: 'Review 12 transactions' })).toHaveAttribute('href', '/review'),
  );
  expect(log.find(({ method, path }) => method === 'POST' && path === '/api/connections/1/accounts')?.body).toEqual({
    choices: [
      { id: 70, choice: 'existing', account_id: 3, take_over: false },
      { id: 71, choice: 'ignore', take_over: false },
    ],
  });
});
