import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import type { Transaction } from '@/api/transactions';
import { answer, respond, type Sent } from '@/test/network';
import { renderApp } from '@/test/render';
import { makeRow } from '@/test/transactions';
import { TransactionsPage } from './TransactionsPage';

// Typing key by key through a whole screen takes a while on a busy machine.
vi.setConfig({ testTimeout: 20_000 });

beforeEach(() => {
  // A wide window: on a phone rows are not edited in place.
  const narrow = window.matchMedia;
  vi.stubGlobal('matchMedia', (media: string) => ({ ...narrow(media), matches: media.includes('min-width') }));
});

const CATEGORIES = ['Coffee', 'Gifts'].map((display_name, index) => ({
  id: index + 1,
  short_desc: display_name.toLowerCase(),
  display_name,
  parent: null,
  parent_id: null,
  color: null,
  is_income: false,
  is_recurring: false,
  is_transfer: false,
  transaction_count: 0,
}));

const filed = (id: number, merchant: string): Transaction =>
  makeRow(id, { merchant_name: merchant, status: 'confirmed', category: 'coffee', category_name: 'Coffee' });

/** A server of two rows that remembers what is done to them. */
function serve(): Sent[] {
  let rows = [filed(1, 'Blue Bottle'), filed(2, 'Peets')];
  return answer({
    'GET /api/categories': CATEGORIES,
    'GET /api/accounts': [],
    'GET /api/tags': [],
    'GET /api/transactions': () => ({ items: rows, total: rows.length, next_cursor: null }),
    'GET /api/transactions/totals': () => ({ count: rows.length, outflow: 9, inflow: 0, net: 9 }),
    'PATCH /api/transactions/1': () => {
      rows = rows.map((row) => (row.id === 1 ? { ...row, category: 'gifts', category_name: 'Gifts' } : row));
      return respond(200, { ...rows[0], learned: null }, { 'X-Operation-Id': '5' });
    },
    'DELETE /api/transactions/1': () => {
      rows = rows.filter(({ id }) => id !== 1);
      return respond(200, { deleted: 1 }, { 'X-Operation-Id': '6' });
    },
    'POST /api/operations/6/undo': () => {
      rows = [filed(1, 'Blue Bottle'), ...rows];
      return { operation_id: 7, summary: 'Undid: deleted Blue Bottle' };
    },
  });
}

const list = (): Promise<HTMLElement> => screen.findByRole('grid', { name: 'Transactions' });

it('asks the list and the totals for what the address says, and takes a filter away', async () => {
  const user = userEvent.setup();
  const sent = serve();
  renderApp(<TransactionsPage />, '/transactions?period=2026-05&category=coffee&flow=out');
  await list();
  const asked = sent.filter(({ path }) => path.startsWith('/api/transactions'));
  for (const { query } of asked) {
    expect(Object.fromEntries(query)).toMatchObject({
      start_date: '2026-05-01',
      end_date: '2026-05-31',
      category: 'coffee',
      min_amount: '0.01',
    });
  }
  expect(screen.getByLabelText('Totals')).toHaveTextContent('2transactions');
  await user.click(screen.getByRole('button', { name: 'Remove the filter Category' }));
  await waitFor(() => expect(sent.at(-1)?.query.has('category')).toBe(false));
  expect(sent.at(-1)?.query.get('start_date')).toBe('2026-05-01');
});

it('files the row under the keyboard by c and a few letters', async () => {
  const user = userEvent.setup();
  const sent = serve();
  renderApp(<TransactionsPage />, '/transactions');
  const grid = await list();
  await waitFor(() => expect(grid).toHaveFocus());
  await user.keyboard('c');
  // The filter bar's own field is there as well, closed; the cell's came last.
  const fields = await screen.findAllByLabelText('Find a category');
  await user.type(fields.at(-1) as HTMLElement, 'gif{Enter}');
  expect(await screen.findByText('Filed Blue Bottle under Gifts.')).toBeInTheDocument();
  expect(await within(grid).findByText('Gifts')).toBeInTheDocument();
  expect(sent.find(({ method }) => method === 'PATCH')?.body).toEqual({ category: 'gifts' });
});

it('deletes the row under the keyboard, and brings it back', async () => {
  const user = userEvent.setup();
  serve();
  renderApp(<TransactionsPage />, '/transactions');
  const grid = await list();
  await waitFor(() => expect(grid).toHaveFocus());
  await user.keyboard('{Delete}');
  expect(await screen.findByText('Deleted Blue Bottle.')).toBeInTheDocument();
  expect(within(grid).queryByText('Blue Bottle')).not.toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Undo' }));
  expect(await within(grid).findByText('Blue Bottle')).toBeInTheDocument();
});
