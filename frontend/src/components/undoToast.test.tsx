import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { $api } from '@/api/client';
import { answer, respond } from '@/test/network';
import { renderApp } from '@/test/render';
import { showDone } from './undoToast';

function Leaver() {
  const stats = $api.useQuery('get', '/api/stats');
  const leave = $api.useMutation('post', '/api/demo/leave', {
    meta: { stale: [] },
    onSuccess: (data) => showDone(data, 'Left the sample household'),
  });
  return (
    <button type="button" onClick={() => leave.mutate({})}>
      Leave {stats.data?.pending_review}
    </button>
  );
}

it('takes back what a write did, by the number that came with its answer', async () => {
  const user = userEvent.setup();
  let waiting = 3;
  const sent = answer({
    'GET /api/stats': () => ({ pending_review: waiting }),
    'POST /api/demo/leave': () => respond(200, { is_demo: false }, { 'X-Operation-Id': '41' }),
    'POST /api/operations/41/undo': () => {
      waiting = 5;
      return { operation_id: 42, summary: 'Undone: left the sample household' };
    },
  });
  renderApp(<Leaver />);
  await user.click(await screen.findByRole('button', { name: 'Leave 3' }));
  await user.click(await screen.findByRole('button', { name: 'Undo' }));
  expect(await screen.findByText('Undone: left the sample household')).toBeInTheDocument();
  await waitFor(() => expect(screen.getByRole('button', { name: 'Leave 5' })).toBeInTheDocument());
  expect(sent.filter(({ method }) => method === 'POST').map(({ path }) => path)).toEqual([
    '/api/demo/leave',
    '/api/operations/41/undo',
  ]);
});

it('says in the server’s words why an undo was refused', async () => {
  const user = userEvent.setup();
  answer({
    'GET /api/stats': { pending_review: 1 },
    'POST /api/demo/leave': () => respond(200, { is_demo: false }, { 'X-Operation-Id': '7' }),
    'POST /api/operations/7/undo': respond(409, { title: 'Conflict', detail: 'A later change stands in the way.' }),
  });
  renderApp(<Leaver />);
  await user.click(await screen.findByRole('button', { name: 'Leave 1' }));
  await user.click(await screen.findByRole('button', { name: 'Undo' }));
  expect(await screen.findByText('A later change stands in the way.')).toBeInTheDocument();
});
