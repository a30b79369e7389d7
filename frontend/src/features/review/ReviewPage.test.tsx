import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { shortcuts } from '@/lib/keyboard';
import { answer, respond, type Sent } from '@/test/network';
import { renderApp } from '@/test/render';
import { makeGroup, makeRow } from '@/test/transactions';
import { ReviewPage } from './ReviewPage';

// Typing key by key through a whole screen takes a while on a busy machine.
vi.setConfig({ testTimeout: 20_000 });

const QUEUE = {
  total: 4,
  staged: 0,
  group_count: 3,
  groups: [makeGroup('AMAZON', [1, 2], 'shopping'), makeGroup('PEETS', [3], 'coffee'), makeGroup('ETSY', [4], null)],
};

const category = (id: number, short_desc: string, display_name: string) => ({
  id,
  short_desc,
  display_name,
  parent: null,
  parent_id: null,
  color: null,
  is_income: false,
  is_recurring: false,
  is_transfer: false,
  transaction_count: 0,
});

const ANSWERS = {
  'GET /api/stats': { total_transactions: 9, pending_review: 4, pending_save: 0, confirmed: 5 },
  'GET /api/categories': [
    category(1, 'shopping', 'Shopping'),
    category(2, 'coffee', 'Coffee'),
    category(3, 'gifts', 'Gifts'),
  ],
  'GET /api/transfers': { items: [], total: 0, next_cursor: null },
  'GET /api/transactions/possible-duplicates': { items: [], total: 0 },
  'GET /api/transactions/review-queue': QUEUE,
};

const LEARNED = {
  mapping_id: 5,
  merchant_pattern: 'PEETS',
  merchant_name: 'Peets',
  category: 'coffee',
  category_name: 'Coffee',
  times: 3,
  threshold: 3,
  sentence: 'I will file Peets under Coffee from now on',
  can_auto: true,
  previous_category: null,
};

const operation = (id: number, body: unknown): Response => respond(200, body, { 'X-Operation-Id': String(id) });

const posts = (sent: Sent[]): string[] => sent.filter(({ method }) => method === 'POST').map(({ path }) => path);

const current = (): string | null =>
  document.querySelector('article[aria-current="true"]')?.getAttribute('aria-label') ?? null;

beforeEach(() => {
  // The shell's one listener, which serves the bindings of every screen.
  const listen = (event: KeyboardEvent) => {
    if (!event.defaultPrevented && !(event.target instanceof HTMLInputElement)) shortcuts.handle(event);
  };
  window.addEventListener('keydown', listen);
  return () => window.removeEventListener('keydown', listen);
});

async function open(answers: Record<string, unknown> = {}): Promise<Sent[]> {
  const sent = answer({ ...ANSWERS, ...answers });
  renderApp(<ReviewPage />, '/review');
  await screen.findByText('4 left');
  return sent;
}

it('accepts group after group by Enter, and moves on at once', async () => {
  const user = userEvent.setup();
  const sent = await open({
    'POST /api/transactions/bulk-review': () => operation(7, { confirmed: 2, learned: [] }),
    'POST /api/transactions/3/review': () => operation(8, { transaction: makeRow(3), learned: LEARNED }),
  });
  expect(current()).toBe('2 rows of AMAZON');
  await user.keyboard('{Enter}');
  expect(screen.getByText('2 left')).toBeInTheDocument();
  expect(current()).toMatch(/^PEETS/);
  await user.keyboard('{Enter}');
  expect(current()).toMatch(/^ETSY/);
  expect(await screen.findByText(/I will file Peets under Coffee from now on/)).toBeInTheDocument();
  expect(sent.find(({ path }) => path.endsWith('bulk-review'))?.body).toEqual({
    items: [
      { transaction_id: 1, category_short_desc: 'shopping' },
      { transaction_id: 2, category_short_desc: 'shopping' },
    ],
  });
});

it('brings a row back, with the keyboard on it, when the server refuses', async () => {
  const user = userEvent.setup();
  await open({
    'POST /api/transactions/bulk-review': respond(409, { title: 'Conflict', detail: 'Changed meanwhile.' }),
  });
  await user.keyboard('{Enter}');
  expect(await screen.findByText('Changed meanwhile.')).toBeInTheDocument();
  expect(screen.getByText('4 left')).toBeInTheDocument();
  await waitFor(() => expect(current()).toBe('2 rows of AMAZON'));
});

it('finds another category by its letters, and undoes the decision by u', async () => {
  const user = userEvent.setup();
  const sent = await open({
    'POST /api/transactions/4/review': () => operation(9, { transaction: makeRow(4), learned: null }),
    'POST /api/operations/9/undo': { operation_id: 10, summary: 'Undone: filed' },
  });
  await user.keyboard('nn');
  expect(current()).toMatch(/^ETSY/);
  await user.keyboard('c');
  await user.type(await screen.findByLabelText('Find a category'), 'gif{Enter}');
  expect(await screen.findByText('Filed ETSY under Gifts.')).toBeInTheDocument();
  expect(screen.getByText('3 left')).toBeInTheDocument();
  await user.keyboard('u');
  expect(await screen.findByText('4 left')).toBeInTheDocument();
  expect(posts(sent)).toEqual(['/api/transactions/4/review', '/api/operations/9/undo']);
  expect(current()).toMatch(/^ETSY/);
});

it('stages what is selected, as suggested', async () => {
  const user = userEvent.setup();
  const sent = await open({
    'POST /api/transactions/bulk-stage': () => operation(11, { staged: 2, skipped: [] }),
  });
  await user.click(screen.getByRole('checkbox', { name: /Select PEETS/ }));
  const bar = screen.getByRole('region', { name: 'Selected rows' });
  await user.click(within(bar).getByRole('button', { name: 'Stage' }));
  await waitFor(() => expect(posts(sent)).toContain('/api/transactions/bulk-stage'));
  expect(sent.find(({ path }) => path.endsWith('bulk-stage'))?.body).toEqual({
    transaction_ids: [3],
    action: 'confirm',
  });
});

it('says what to do next when nothing waits', async () => {
  answer({ ...ANSWERS, 'GET /api/transactions/review-queue': { total: 0, staged: 0, group_count: 0, groups: [] } });
  renderApp(<ReviewPage />, '/review');
  expect(await screen.findByText('All done')).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'Import a file' })).toBeInTheDocument();
});
