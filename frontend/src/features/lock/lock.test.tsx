import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { lockNow } from '@/api/lock';
import { isLockSet, lockFace } from '@/api/lockGate';
import { queryClient } from '@/api/queryClient';
import { useStats } from '@/api/status';
import { answer, respond } from '@/test/network';
import { renderApp } from '@/test/render';
import { LockGate } from './LockGate';

const OPEN = { is_set: true, is_locked: false, idle_minutes: 15, locks_in_seconds: 900 };
const LOCKED = { ...OPEN, is_locked: true, locks_in_seconds: null };
const STATS = { total_transactions: 7, confirmed: 7, pending_review: 0, pending_save: 0 };
const refused = () => respond(401, { title: 'Locked', detail: 'Budget App is locked.', locked: true });

beforeEach(() => {
  isLockSet.set(false);
  lockFace.set('open');
});

afterEach(() => {
  lockFace.set('open');
  queryClient.clear();
});

function Screen() {
  const { data } = useStats();
  return (
    <>
      <label>
        Note
        <input />
      </label>
      <p>{data ? `${data.total_transactions} rows` : 'Waiting'}</p>
    </>
  );
}

const open = () =>
  renderApp(
    <>
      <Screen />
      <LockGate />
    </>,
  );

it('covers the app when a request is refused, and lets it go on when the password is right', async () => {
  const user = userEvent.setup();
  let isOpen = false;
  answer({
    'GET /api/lock': () => (isOpen ? OPEN : LOCKED),
    'GET /api/stats': () => (isOpen ? STATS : refused()),
    'POST /api/lock/unlock': ({ body }: { body: unknown }) => {
      isOpen = JSON.stringify(body) === '{"password":"right words"}';
      return isOpen ? OPEN : respond(422, { title: 'No', detail: 'That is not the password.' });
    },
  });
  open();
  const field = await screen.findByLabelText('Password');
  expect(field).toHaveFocus();
  expect(document.body.dataset.locked).toBe('');
  expect(screen.getByText('Waiting').closest('[inert]')).not.toBeNull();

  await user.type(field, 'wrong words{Enter}');
  expect(await screen.findByText('That is not the password.')).toBeInTheDocument();
  await user.clear(field);
  await user.type(field, 'right words{Enter}');

  expect(await screen.findByText('7 rows')).toBeInTheDocument();
  expect(screen.queryByLabelText('Password')).not.toBeInTheDocument();
  expect(document.body.dataset.locked).toBeUndefined();
  expect(screen.getByText('7 rows').closest('[inert]')).toBeNull();
});

it('keeps what was typed and the place, and says when Caps Lock is on', async () => {
  const user = userEvent.setup();
  let isOpen = true;
  answer({
    'GET /api/lock': () => (isOpen ? OPEN : LOCKED),
    'GET /api/stats': STATS,
    'POST /api/lock/lock': () => {
      isOpen = false;
      return LOCKED;
    },
    'POST /api/lock/unlock': () => {
      isOpen = true;
      return OPEN;
    },
  });
  open();
  await waitFor(() => expect(isLockSet.get()).toBe(true));
  await user.type(screen.getByLabelText('Note'), 'half a sen');
  await lockNow();
  await screen.findByLabelText('Password');
  await user.keyboard('{CapsLock}a');
  expect(await screen.findByText('Caps Lock is on.')).toBeInTheDocument();
  await user.keyboard('{Enter}');

  await waitFor(() => expect(screen.queryByLabelText('Password')).not.toBeInTheDocument());
  expect(screen.getByLabelText('Note')).toHaveValue('half a sen');
  expect(screen.getByLabelText('Note')).toHaveFocus();
});

it('does nothing about a lock that is not set', async () => {
  answer({
    'GET /api/lock': { is_set: false, is_locked: false, idle_minutes: 15, locks_in_seconds: null },
    'GET /api/stats': STATS,
  });
  open();
  expect(await screen.findByText('7 rows')).toBeInTheDocument();
  await lockNow();
  expect(screen.queryByLabelText('Password')).not.toBeInTheDocument();
});
