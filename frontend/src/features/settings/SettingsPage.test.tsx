import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { answer, respond } from '@/test/network';
import { renderApp } from '@/test/render';
import { AiSection } from './ai/AiSection';
import { DataSection } from './DataSection';
import { FilingSection } from './FilingSection';
import { HouseholdSection } from './HouseholdSection';
import { KeysSection } from './KeysSection';
import { SecuritySection } from './SecuritySection';
import { SettingsPage } from './SettingsPage';

const setting = (fields: object = {}) => ({
  value: null,
  is_set: false,
  source: 'not_set',
  is_secret: true,
  ...fields,
});

const SETTINGS = {
  auto_confirm_threshold: setting({ value: '3', is_secret: false }),
  error_budget: setting({ value: '50', is_secret: false }),
  anthropic_api_key: setting({ value: '••••6789', is_set: true, source: 'database' }),
  ai_provider: setting({ value: 'anthropic', is_secret: false }),
  ai_model_categorize: setting({ is_secret: false }),
  ai_prices: setting({ value: 'other = 1 / 5', is_secret: false }),
  time_zone: setting({ is_secret: false }),
  currency: setting({ value: 'USD', is_secret: false }),
  week_start: setting({ value: 'sunday', is_secret: false }),
  lock_idle_minutes: setting({ value: '15', is_secret: false }),
  plaid_client_id: setting({ value: 'mine', is_set: true, source: 'env', is_secret: false }),
};

const STATUS = { version: '1', is_demo: false, data_folder: '/home/me/BudgetApp', quarantined: 2 };

const LOCK = { is_set: false, is_locked: false, idle_minutes: 15, locks_in_seconds: null };
const BACKUP = { file: 'budget', made_at: '2026-05-03T08:00:00Z', before: null, size_bytes: 2048 };
const STORAGE = {
  folder: '/home/me/BudgetApp',
  budget_bytes: 4096,
  investments_bytes: 1024,
  backups_bytes: 2048,
  backups: [{ ...BACKUP, name: 'budget-1.db' }],
  key_place: 'file',
};

const AI = {
  provider: 'anthropic',
  host: 'api.anthropic.com',
  is_local: false,
  is_demo: false,
  has_key: true,
  models: [
    { purpose: 'categorize', name: 'claude-haiku-5-5', price: { input: 0.1, output: 0.5 } },
    { purpose: 'insights', name: 'claude-next', price: null },
  ],
  terms: { version: 1, host: 'api.anthropic.com', amounts: 'rounded', examples: 'on' },
  is_agreed: false,
  agreed_at: null as string | null,
  missing: 'You have not agreed.' as string | null,
  month: {
    since: '2026-05-01T00:00:00Z',
    requests: 2,
    input_tokens: 1200,
    output_tokens: 80,
    cost: 0.0004,
    unpriced_requests: 1,
    counted: 2.5,
    limit: 5,
  },
};

const around = {
  'GET /api/ai': AI,
  'GET /api/settings': SETTINGS,
  'GET /api/learning/error-budget': { one_in: 50, filed: 0, corrected: 0, parts: [] },
  'GET /api/status': STATUS,
  'GET /api/lock': LOCK,
  'GET /api/storage': STORAGE,
  'GET /api/settings/time-zones': { items: ['America/New_York', 'Europe/Berlin'] },
  'GET /api/connections': { items: [] },
  'GET /api/connections/providers': { items: [] },
};

it('saves how soon a merchant is filed by itself, and says what a refusal means', async () => {
  const user = userEvent.setup();
  const sent = answer({ ...around, 'POST /api/settings': respond(422, { title: 'No', detail: 'A number, please.' }) });
  renderApp(<FilingSection setting={SETTINGS.auto_confirm_threshold} budget={SETTINGS.error_budget} />);
  const field = await screen.findByRole('textbox', { name: 'Confirmations needed' });
  await user.clear(field);
  await user.type(field, '5{Enter}');
  expect(await screen.findByText('A number, please.')).toBeInTheDocument();
  expect(sent.at(-1)?.body).toEqual({ auto_confirm_threshold: '5' });
});

it('never shows a secret, sets a new one, and clears it', async () => {
  const user = userEvent.setup();
  const sent = answer({ ...around, 'POST /api/settings': SETTINGS });
  renderApp(<AiSection settings={SETTINGS} isDemo={false} />);
  expect(await screen.findByText('••••6789 · saved here')).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Change Anthropic API key' }));
  await user.type(screen.getByLabelText('Anthropic API key'), 'sk-new{Enter}');
  await waitFor(() =>
    expect(sent.find(({ method }) => method === 'POST')?.body).toEqual({ anthropic_api_key: 'sk-new' }),
  );
  await user.click(await screen.findByRole('button', { name: 'Clear Anthropic API key' }));
  await waitFor(() =>
    expect(sent.filter(({ method }) => method === 'POST').at(-1)?.body).toEqual({ anthropic_api_key: null }),
  );
});

it('edits what is no secret from what it is, and clears only what is saved here', async () => {
  const user = userEvent.setup();
  answer(around);
  renderApp(<KeysSection settings={SETTINGS} isDemo={false} />);
  await user.click(await screen.findByRole('button', { name: 'Change Plaid client id' }));
  expect(screen.queryByRole('button', { name: 'Clear Plaid client id' })).not.toBeInTheDocument();
  const field = screen.getByLabelText('Plaid client id');
  expect(field).toHaveValue('mine');
  const section = within(screen.getByRole('region', { name: 'Banks & keys' }));
  expect(section.getByRole('button', { name: 'Save' })).toBeDisabled();
  await user.type(field, '-too');
  expect(section.getByRole('button', { name: 'Save' })).toBeEnabled();
});

it('shows every section, and an index of them', async () => {
  answer(around);
  renderApp(<SettingsPage />);
  expect(await screen.findByRole('region', { name: 'Filing by itself' })).toBeInTheDocument();
  const index = screen.getByRole('navigation', { name: 'On this page' });
  const names = within(index)
    .getAllByRole('link')
    .map(({ textContent }) => textContent ?? '');
  expect(names.every((name) => screen.queryByRole('region', { name }))).toBe(true);
});

it('says where the data are, what was set aside, and offers everything as a file', async () => {
  answer(around);
  renderApp(<DataSection />);
  expect(await screen.findByText('/home/me/BudgetApp')).toBeInTheDocument();
  expect(await screen.findByText(/2 rows of the earlier version/)).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'Export as JSON' })).toHaveAttribute('href', '/api/export?format=json');
});

it('finds a time zone by its city and saves it', async () => {
  const user = userEvent.setup();
  const sent = answer({ ...around, 'POST /api/settings': SETTINGS });
  renderApp(<HouseholdSection settings={SETTINGS} isDemo={false} />);
  const field = await screen.findByRole('combobox', { name: 'Time zone' });
  await user.click(field);
  await user.type(field, 'new york');
  await user.click(await screen.findByRole('option', { name: 'America/New_York', hidden: true }));
  await waitFor(() =>
    expect(sent.find(({ method }) => method === 'POST')?.body).toEqual({ time_zone: 'America/New_York' }),
  );
});

it('sets a password only when it was typed twice alike, and then offers to lock', async () => {
  const user = userEvent.setup();
  let lock = LOCK;
  const sent = answer({
    ...around,
    'GET /api/lock': () => lock,
    'POST /api/lock/password': () => {
      lock = { ...LOCK, is_set: true };
      return lock;
    },
  });
  renderApp(<SecuritySection idle={SETTINGS.lock_idle_minutes} isDemo={false} />);
  await user.click(await screen.findByRole('button', { name: 'Set a password' }));
  await user.type(screen.getByLabelText('New password'), 'four plain words');
  await user.type(screen.getByLabelText('New password, again'), 'four plain word{Enter}');
  expect(await screen.findByText('The two are not the same.')).toBeInTheDocument();
  expect(sent.some(({ path }) => path === '/api/lock/password')).toBe(false);
  await user.type(screen.getByLabelText('New password, again'), 's{Enter}');

  expect(await screen.findByRole('button', { name: 'Lock now' })).toBeInTheDocument();
  expect(sent.find(({ path }) => path === '/api/lock/password')?.body).toEqual({
    current: null,
    new: 'four plain words',
  });
});

it('makes a backup and lists it', async () => {
  const user = userEvent.setup();
  let storage = { ...STORAGE, backups: [] as object[] };
  answer({
    ...around,
    'GET /api/storage': () => storage,
    'POST /api/storage/backups': () => {
      storage = STORAGE;
      return respond(201, STORAGE);
    },
  });
  renderApp(<DataSection />);
  await user.click(await screen.findByRole('button', { name: 'Back up now' }));
  expect(await screen.findByText(/Accounts and transactions, on request/)).toBeInTheDocument();
});

it('asks for consent in plain words, by the terms that it showed', async () => {
  const user = userEvent.setup();
  let ai = AI;
  const sent = answer({
    ...around,
    'GET /api/ai': () => ai,
    'POST /api/ai/consent': () => {
      ai = { ...AI, is_agreed: true, agreed_at: '2026-05-03T08:00:00Z', missing: null };
      return ai;
    },
    'DELETE /api/ai/consent': () => {
      ai = AI;
      return ai;
    },
  });
  renderApp(<AiSection settings={SETTINGS} isDemo={false} />);
  await user.click(await screen.findByRole('button', { name: 'Read and agree' }));
  const dialog = await screen.findByRole('dialog', { name: 'What is sent, and to whom' });
  expect(within(dialog).getByText(/its amount, rounded/)).toBeInTheDocument();
  expect(within(dialog).getByText(/Account and card numbers/)).toBeInTheDocument();
  await user.click(within(dialog).getByRole('button', { name: 'Agree' }));
  expect(await screen.findByText('You agreed')).toBeInTheDocument();
  expect(sent.find(({ path }) => path === '/api/ai/consent')?.body).toEqual(AI.terms);

  await user.click(screen.getByRole('button', { name: 'Withdraw' }));
  expect(await screen.findByRole('button', { name: 'Read and agree' })).toBeInTheDocument();
});

it('says what the AI cost, lists models when asked to, and takes a price that it does not know', async () => {
  const user = userEvent.setup();
  const sent = answer({
    ...around,
    'GET /api/ai/models': { items: [{ id: 'claude-sonnet-5-5', name: 'Sonnet' }] },
    'POST /api/settings': SETTINGS,
  });
  renderApp(<AiSection settings={SETTINGS} isDemo={false} />);
  expect(await screen.findByText(/2 questions, under 1¢, and 1 question of a price/)).toBeInTheDocument();
  expect(sent.some(({ path }) => path === '/api/ai/models')).toBe(false);
  const [list] = screen.getAllByRole('button', { name: 'List what it offers' });
  if (list) await user.click(list);
  expect(await screen.findByText('1 model offered')).toBeInTheDocument();

  await user.type(screen.getByRole('textbox', { name: 'Asked' }), '3');
  await user.type(screen.getByRole('textbox', { name: 'Answered' }), '15');
  await user.click(screen.getByRole('button', { name: 'Save price' }));
  await waitFor(() =>
    expect(sent.find(({ method }) => method === 'POST')?.body).toEqual({
      ai_prices: 'other = 1 / 5; claude-next = 3 / 15',
    }),
  );
});

it('asks nobody while no provider is chosen', async () => {
  answer({ ...around, 'GET /api/ai': { ...AI, provider: 'off', terms: null, models: [] } });
  renderApp(<AiSection settings={SETTINGS} isDemo={false} />);
  const section = within(await screen.findByRole('region', { name: 'AI' }));
  expect(await section.findByText('Nothing is asked, and nothing is sent.')).toBeInTheDocument();
  expect(section.queryByRole('button', { name: /agree/ })).not.toBeInTheDocument();
});
