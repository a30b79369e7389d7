import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { answer, respond } from '@/test/network';
import { renderApp } from '@/test/render';
import { HistoryPage } from './HistoryPage';

const operation = (id: number, summary: string, more: object = {}) => ({
  id,
  kind: 'category_edit',
  summary,
  created_at: '2026-05-12T12:00:00Z',
  change_count: 2,
  is_undone: false,
  undoes_id: null,
  undone_by_id: null,
  can_undo: true,
  ...more,
});

const page = (...items: object[]) => ({ items, next_cursor: null });

it('undoes, and does again what was undone', async () => {
  const user = userEvent.setup();
  const sent = answer({
    'GET /api/operations': page(
      operation(3, 'Undid: Moved B', { undoes_id: 2, kind: 'undo' }),
      operation(2, 'Moved B', { is_undone: true, undone_by_id: 3, can_undo: false }),
      operation(1, 'Renamed A'),
    ),
    'POST /api/operations/1/undo': { operation_id: 4, summary: 'Undid: Renamed A' },
    'POST /api/operations/3/undo': { operation_id: 5, summary: 'Redid: Moved B' },
  });
  renderApp(<HistoryPage />);
  await user.click(await screen.findByRole('button', { name: 'Undo: Renamed A' }));
  expect(await screen.findByText('Undid: Renamed A')).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Redo: Moved B' }));
  await waitFor(() => expect(sent.some(({ path }) => path === '/api/operations/3/undo')).toBe(true));
  expect(screen.queryByRole('button', { name: /Undid: Moved B$/, description: 'Redo' })).not.toBeInTheDocument();
});

it('says which later change stands in the way, and shows it', async () => {
  const user = userEvent.setup();
  answer({
    'GET /api/categories': [],
    'GET /api/operations': page(operation(2, 'Merged A into B'), operation(1, 'Renamed A')),
    'GET /api/operations/2': { ...operation(2, 'Merged A into B'), changes: [] },
    'POST /api/operations/1/undo': respond(409, {
      title: 'Conflict',
      detail: '“Renamed A” can’t be undone while “Merged A into B” stands.',
      blocked_by: { id: 2, summary: 'Merged A into B' },
    }),
  });
  renderApp(<HistoryPage />);
  await user.click(await screen.findByRole('button', { name: 'Undo: Renamed A' }));
  const refusal = await screen.findByRole('alert');
  expect(refusal).toHaveTextContent('while “Merged A into B” stands');
  await user.click(within(refusal).getByRole('button', { name: 'Show “Merged A into B”' }));
  const drawer = await screen.findByRole('dialog', { name: 'What was done' });
  expect(await within(drawer).findByText('Merged A into B')).toBeInTheDocument();
});
