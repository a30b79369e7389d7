import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { answer, respond } from '@/test/network';
import { renderApp } from '@/test/render';
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
  anthropic_api_key: setting({ value: '••••6789', is_set: true, source: 'database' }),
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

const around = {
  'GET /api/settings': SETTINGS,
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
  renderApp(<SettingsPage />);
  const field = await screen.findByRole('textbox', { name: 'Confirmations needed' });
  await user.clear(field);
  await user.type(field, '5{Enter}');
  expect(await screen.findByText('A number, please.')).toBeInTheDocument();
  expect(sent.at(-1)?.body).toEqual({ auto_confirm_threshold: '5' });
});

it('never shows a secret, clears only what is saved here, and sets a new one', async () => {
  const user = userEvent.setup();
  const sent = answer({ ...around, 'POST /api/settings': SETTINGS });
  renderApp(<SettingsPage />);
  expect(await screen.findByText('••••6789 · saved here')).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Clear Plaid client id' })).not.toBeInTheDocument();
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

it('edits what is no secret from what it is', async () => {
  const user = userEvent.setup();
  answer(around);
  renderApp(<SettingsPage />);
  await user.click(await screen.findByRole('button', { name: 'Change Plaid client id' }));
  const field = screen.getByLabelText('Plaid client id');
  expect(field).toHaveValue('mine');
  const section = within(screen.getByRole('region', { name: 'Banks & keys' }));
  expect(section.getByRole('button', { name: 'Save' })).toBeDisabled();
  await user.type(field, '-too');
  expect(section.getByRole('button', { name: 'Save' })).toBeEnabled();
});

it('says where the data are, what was set aside, and offers everything as a file', async () => {
  answer(around);
  renderApp(<SettingsPage />);
  expect(await screen.findByText('/home/me/BudgetApp')).toBeInTheDocument();
  expect(await screen.findByText(/2 rows of the earlier version/)).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'Export as JSON' })).toHaveAttribute('href', '/api/export?format=json');
});

it('finds a time zone by its city and saves it', async () => {
  const user = userEvent.setup();
  const sent = answer({ ...around, 'POST /api/settings': SETTINGS });
  renderApp(<SettingsPage />);
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
  renderApp(<SettingsPage />);
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
  renderApp(<SettingsPage />);
  await user.click(await screen.findByRole('button', { name: 'Back up now' }));
  expect(await screen.findByText(/Accounts and transactions, on request/)).toBeInTheDocument();
});
