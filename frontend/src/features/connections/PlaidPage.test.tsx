import { act, screen, waitFor } from '@testing-library/react';
import { beforeEach, expect, it, vi } from 'vitest';
import { makeConnection } from '@/test/connections';
import { answer, respond } from '@/test/network';
import { renderApp } from '@/test/render';
import { leaveTo } from './leaving';
import { PlaidPage } from './PlaidPage';

vi.mock('./leaving', () => ({ leaveTo: vi.fn(), loadAnew: vi.fn() }));

interface Options {
  token: string;
  receivedRedirectUri?: string;
  onSuccess: (token: string, about: object) => void;
  onExit: (error: object | null, about: object) => void;
}

const SCRIPT = 'http://127.0.0.1:4999/link.js';
const START = { kind: 'plaid_link', token: 'link-sandbox-1', script_url: SCRIPT, page_url: null, expires_at: null };
const opened: Options[] = [];

function script(): HTMLScriptElement {
  const found = document.querySelector<HTMLScriptElement>(`script[src="${SCRIPT}"]`);
  if (!found) throw new Error('The script was not asked for.');
  return found;
}

/** What Plaid's script does when it arrives. */
async function scriptArrives() {
  await waitFor(script);
  const create = (options: Options) => ({ open: () => opened.push(options), exit: vi.fn(), destroy: vi.fn() });
  vi.stubGlobal('Plaid', { create });
  await act(async () => script().dispatchEvent(new Event('load')));
  await waitFor(() => expect(opened).toHaveLength(1));
}

beforeEach(() => {
  opened.length = 0;
  vi.mocked(leaveTo).mockClear();
  sessionStorage.clear();
  for (const tag of document.querySelectorAll('script')) tag.remove();
});

it('loads the script from where the settings say, and turns the login into a connection', async () => {
  const log = answer({
    'GET /api/status': { is_demo: false },
    'POST /api/connections/link/start': START,
    'POST /api/connections/link/finish': respond(201, makeConnection(8)),
  });
  renderApp(<PlaidPage />, '/connect/plaid');
  await scriptArrives();
  expect(opened[0]).toMatchObject({ token: 'link-sandbox-1' });
  await act(async () =>
    opened[0]?.onSuccess('public-1', { institution: { institution_id: 'ins_1', name: 'Platypus' } }),
  );
  await waitFor(() => expect(leaveTo).toHaveBeenCalledWith('/connect/8/accounts'));
  expect(log.find(({ path }) => path.endsWith('/finish'))?.body).toMatchObject({
    provider: 'plaid',
    grant: 'public-1',
    institution_id: 'ins_1',
    institution_name: 'Platypus',
  });
});

it('repairs a login without trading anything', async () => {
  const log = answer({
    'GET /api/status': { is_demo: false },
    'POST /api/connections/link/start': START,
    'POST /api/connections/3/repaired': respond(202, { run_id: 5 }),
  });
  renderApp(<PlaidPage />, '/connect/plaid?repair=3');
  await scriptArrives();
  await act(async () => opened[0]?.onSuccess('', { institution: null }));
  await waitFor(() => expect(leaveTo).toHaveBeenCalledWith('/accounts'));
  expect(log.find(({ path }) => path.endsWith('/start'))?.body).toMatchObject({ connection_id: 3 });
  expect(log.some(({ path }) => path.endsWith('/finish'))).toBe(false);
});

it('goes on with the login that the bank sent the owner back from', async () => {
  const log = answer({ 'GET /api/status': { is_demo: false } });
  sessionStorage.setItem('budgetapp.plaid-link', JSON.stringify({ start: { ...START, token: 'link-before' } }));
  renderApp(<PlaidPage />, '/connect/plaid?oauth_state_id=abc');
  await scriptArrives();
  expect(opened[0]?.token).toBe('link-before');
  expect(opened[0]?.receivedRedirectUri).toContain('oauth_state_id=abc');
  expect(log.some(({ path }) => path.endsWith('/start'))).toBe(false);
});

it('says in plain words why the window closed, and offers another try', async () => {
  answer({ 'GET /api/status': { is_demo: false }, 'POST /api/connections/link/start': START });
  renderApp(<PlaidPage />, '/connect/plaid');
  await scriptArrives();
  await act(async () => opened[0]?.onExit({ error_code: 'INSTITUTION_DOWN' }, {}));
  expect(await screen.findByRole('alert')).toHaveTextContent('The bank does not answer at the moment.');
  expect(screen.getByRole('link', { name: 'Start again' })).toHaveAttribute('href', '/connect/plaid');
});

it('knows of no login when the way back leads to another window', async () => {
  answer({ 'GET /api/status': { is_demo: false } });
  renderApp(<PlaidPage />, '/connect/plaid?oauth_state_id=abc');
  expect(await screen.findByRole('alert')).toHaveTextContent('begun in another window');
});

it('says so when the window can not be loaded', async () => {
  answer({ 'GET /api/status': { is_demo: false }, 'POST /api/connections/link/start': START });
  renderApp(<PlaidPage />, '/connect/plaid?repair=3');
  await waitFor(script);
  await act(async () => script().dispatchEvent(new Event('error')));
  expect(await screen.findByRole('alert')).toHaveTextContent('Plaid’s window could not be loaded.');
  expect(screen.getByRole('link', { name: 'Start again' })).toHaveAttribute('href', '/connect/plaid?repair=3');
});

it('asks for keys first where there are none', async () => {
  const missing = { title: 'A setting is missing', detail: 'Plaid needs keys.', missing_settings: ['plaid_client_id'] };
  answer({ 'GET /api/status': { is_demo: false }, 'POST /api/connections/link/start': respond(409, missing) });
  renderApp(<PlaidPage />, '/connect/plaid');
  expect(await screen.findByRole('alert')).toHaveTextContent('Still needed: client id.');
  expect(screen.getByRole('link', { name: 'Enter keys' })).toHaveAttribute('href', '/settings#banks');
});

it('starts the same repair again where it did not begin', async () => {
  answer({
    'GET /api/status': { is_demo: false },
    'POST /api/connections/link/start': respond(502, {
      title: 'Failed',
      detail: 'Plaid does not accept the keys.',
      failure: 'credentials',
    }),
  });
  renderApp(<PlaidPage />, '/connect/plaid?repair=4');
  expect(await screen.findByText('Plaid does not accept the keys.')).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'Start again' })).toHaveAttribute('href', '/connect/plaid?repair=4');
  expect(screen.getByRole('link', { name: 'Open settings' })).toHaveAttribute('href', '/settings#banks');
});
