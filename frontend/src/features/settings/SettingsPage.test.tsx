import { screen, waitFor } from '@testing-library/react';
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
  plaid_client_id: setting({ value: 'mine', is_set: true, source: 'env', is_secret: false }),
};

const STATUS = { version: '1', is_demo: false, data_folder: '/home/me/BudgetApp', quarantined: 2 };

const around = { 'GET /api/settings': SETTINGS, 'GET /api/status': STATUS };

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

it('says where the data are, what was set aside, and offers everything as a file', async () => {
  answer(around);
  renderApp(<SettingsPage />);
  expect(await screen.findByText('/home/me/BudgetApp')).toBeInTheDocument();
  expect(await screen.findByText(/2 rows of the earlier version/)).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'Export as JSON' })).toHaveAttribute('href', '/api/export?format=json');
});
