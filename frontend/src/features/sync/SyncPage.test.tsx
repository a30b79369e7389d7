import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { answer } from '@/test/network';
import { renderApp } from '@/test/render';
import { SyncPage } from './SyncPage';
import { durationWords, intervalWords, nextWords } from './words';

const run = (id: number, more: object = {}) => ({
  id,
  connection_id: 1,
  institution_name: 'Chase',
  provider: 'plaid',
  trigger: 'scheduled',
  status: 'success',
  added: 0,
  modified: 0,
  removed: 0,
  matched: 0,
  error_code: null,
  error_message: null,
  request_id: null,
  operation_id: null,
  started_at: '2026-05-12T12:00:00Z',
  finished_at: '2026-05-12T12:00:02Z',
  duration_seconds: 1.84,
  accounts: [],
  ...more,
});

const job = (more: object = {}) => ({
  name: 'bank_sync',
  title: 'Bank sync',
  interval_seconds: 14_400,
  paused: false,
  last_started_at: null,
  last_finished_at: null,
  last_outcome: null,
  last_sentence: null,
  next_run_at: null,
  is_running: false,
  ...more,
});

const faked = (runs: object[], more: object = {}) => ({
  'GET /api/status': { is_demo: false },
  'GET /api/connections': { items: [] },
  'GET /api/scheduler': { is_on: true, items: [job()] },
  'GET /api/sync/runs': { items: runs, next_before: null },
  ...more,
});

it('tells what each attempt brought, and leads to its undo', async () => {
  const user = userEvent.setup();
  const accounts = [{ account_id: 4, account_name: 'Everyday', added: 12, modified: 1, removed: 0 }];
  answer(faked([run(2, { added: 12, modified: 1, operation_id: 9, accounts }), run(1)]));
  renderApp(<SyncPage />);
  const attempt = await screen.findByRole('button', { name: /12 new, 1 changed/ });
  expect(attempt).toHaveTextContent('on schedule · 1.8 s');
  await user.click(attempt);
  const row = within(await screen.findByRole('table')).getByRole('row', { name: /Everyday/ });
  expect(row).toHaveTextContent('Everyday1210');
  expect(screen.getByRole('link', { name: /What it changed/ })).toHaveAttribute('href', '/history?operation=9');
});

it('says why an attempt failed, and with which code', async () => {
  const user = userEvent.setup();
  const sentence = 'Chase wants you to log in again.';
  const failed = run(3, { status: 'error', error_message: sentence, error_code: 'ITEM_LOGIN_REQUIRED' });
  const sent = answer(faked([failed]));
  renderApp(<SyncPage />, '/sync-history?connection_id=1');
  await user.click(await screen.findByRole('button', { name: /log in again/ }));
  expect(screen.getByText('ITEM_LOGIN_REQUIRED')).toBeVisible();
  const asked = sent.filter(({ path }) => path === '/api/sync/runs');
  expect(asked[0]?.query.get('connection_id')).toBe('1');
  await user.click(screen.getByRole('switch', { name: 'Only failed' }));
  await screen.findByRole('button', { name: /log in again/ });
  expect(
    sent
      .filter(({ path }) => path === '/api/sync/runs')
      .at(-1)
      ?.query.get('status'),
  ).toBe('error');
});

it.each([
  [1, '1 row was here already from a file, and is one with the bank’s now.'],
  [1204, '1,204 rows were here already from files, and are one with the bank’s now.'],
])('counts what was here from files: %s', async (matched, words) => {
  const user = userEvent.setup();
  answer(faked([run(2, { matched })]));
  renderApp(<SyncPage />);
  await user.click(await screen.findByRole('button', { name: /known from files/ }));
  expect(screen.getByText(words)).toBeInTheDocument();
});

it('runs a job now, and pauses it', async () => {
  const user = userEvent.setup();
  const sent = answer(
    faked([], {
      'POST /api/scheduler/bank_sync/run': job({ is_running: true }),
      'POST /api/scheduler/bank_sync/pause': job({ paused: true }),
    }),
  );
  renderApp(<SyncPage />);
  await user.click(await screen.findByRole('button', { name: 'Run Bank sync now' }));
  await user.click(screen.getByRole('button', { name: 'Pause Bank sync' }));
  const posted = sent.filter(({ method }) => method === 'POST').map(({ path }) => path);
  expect(posted).toEqual(['/api/scheduler/bank_sync/run', '/api/scheduler/bank_sync/pause']);
  expect(await screen.findByText('No bank was asked yet')).toBeInTheDocument();
});

it('says that the sample household has no banks, and asks for none', async () => {
  const sent = answer({ 'GET /api/status': { is_demo: true } });
  renderApp(<SyncPage />);
  expect(await screen.findByText('The sample household has no banks')).toBeInTheDocument();
  expect(sent.every(({ path }) => path === '/api/status')).toBe(true);
});

it('writes durations and intervals as people say them', () => {
  expect([0.02, 1.84, 12.4, 125].map(durationWords)).toEqual(['0.1 s', '1.8 s', '12 s', '2 min 5 s']);
  expect([1800, 3600, 14_400].map(intervalWords)).toEqual(['every 30 minutes', 'every hour', 'every 4 hours']);
  const now = new Date('2026-05-12T12:00:00Z');
  const next = { ...job({ next_run_at: '2026-05-12T14:00:00Z' }) } as Parameters<typeof nextWords>[0];
  expect(nextWords(next, true, now)).toBe('Next in 2 hours');
  expect(nextWords(next, false, now)).toBe('Only by hand');
  expect(nextWords({ ...next, paused: true }, true, now)).toBe('Paused');
  expect(nextWords({ ...next, next_run_at: '2026-05-12T11:00:00Z' }, true, now)).toBe('Due now');
});
