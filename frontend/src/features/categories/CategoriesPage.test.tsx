import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { answer, respond } from '@/test/network';
import { renderApp } from '@/test/render';
import { CategoriesPage } from './CategoriesPage';

const category = (id: number, short_desc: string, display_name: string, parent: string | null = null) => ({
  id,
  short_desc,
  display_name,
  parent,
  parent_id: null,
  color: '#336699',
  is_income: false,
  is_recurring: short_desc === 'bar',
  is_transfer: false,
  transaction_count: 3,
});

const ALL = [category(1, 'food', 'Food'), category(2, 'bar', 'Bar', 'food'), category(3, 'home', 'Home')];

const done = (body: unknown) => respond(200, body, { 'X-Operation-Id': '7' });

it('shows each family with its counts and signs', async () => {
  answer({ 'GET /api/categories': ALL });
  renderApp(<CategoriesPage />);
  const food = await screen.findByRole('region', { name: 'Food' });
  expect(within(food).getByRole('link', { name: '6 transactions of Food' })).toBeInTheDocument();
  expect(within(food).getByRole('img', { name: 'Recurring' })).toBeInTheDocument();
});

it('renames in place with Enter, and leaves the name with Escape', async () => {
  const user = userEvent.setup();
  const sent = answer({ 'GET /api/categories': ALL, 'PATCH /api/categories/bar': () => done(ALL[1]) });
  renderApp(<CategoriesPage />);
  await user.click(await screen.findByRole('button', { name: 'Bar' }));
  await user.keyboard('Pub{Escape}');
  expect(sent.some(({ method }) => method === 'PATCH')).toBe(false);
  await user.click(screen.getByRole('button', { name: 'Bar' }));
  await user.keyboard('Pub{Enter}');
  await waitFor(() => expect(sent.find(({ method }) => method === 'PATCH')?.body).toEqual({ display_name: 'Pub' }));
  expect(await screen.findByRole('button', { name: 'Undo' })).toBeInTheDocument();
});

it('asks where to put what is filed under a category that goes', async () => {
  const user = userEvent.setup();
  const sent = answer({
    'GET /api/categories': ALL,
    'DELETE /api/categories/bar': ({ query }: { query: URLSearchParams }) =>
      query.has('move_to')
        ? new Response(null, { status: 204, headers: { 'X-Operation-Id': '9' } })
        : respond(409, { title: 'Conflict', detail: '“Bar” is in use: 3 transactions.', counts: {} }),
  });
  renderApp(<CategoriesPage />);
  await user.click(await screen.findByRole('button', { name: 'Actions for Bar' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Delete' }));
  const dialog = await screen.findByRole('dialog', { name: 'Delete Bar' });
  expect(dialog).toHaveTextContent('“Bar” is in use: 3 transactions.');
  await user.click(within(dialog).getByRole('button', { name: 'Move it all to: none' }));
  await user.click(await screen.findByRole('option', { name: 'Home' }));
  await user.click(within(dialog).getByRole('button', { name: 'Delete category' }));
  await waitFor(() => expect(sent.at(-1)?.query.get('move_to') ?? sent.at(-2)?.query.get('move_to')).toBe('home'));
  expect(await screen.findByText('Deleted Bar.')).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Undo' })).toBeInTheDocument();
});

it('finds by letters, and offers to create what is not there', async () => {
  const user = userEvent.setup();
  answer({ 'GET /api/categories': ALL });
  renderApp(<CategoriesPage />);
  await screen.findByRole('region', { name: 'Home' });
  await user.type(screen.getByRole('textbox', { name: 'Find a category' }), 'ba');
  expect(screen.queryByRole('region', { name: 'Home' })).not.toBeInTheDocument();
  expect(screen.getByRole('link', { name: '6 transactions of Food' })).toBeInTheDocument();
  await user.type(screen.getByRole('textbox', { name: 'Find a category' }), 'qqq');
  await user.click(screen.getByRole('button', { name: 'Create “baqqq”' }));
  expect(await screen.findByRole('textbox', { name: /Name/ })).toHaveValue('baqqq');
});
