import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { answer, respond } from '@/test/network';
import { renderApp } from '@/test/render';
import { RulesPage } from '../RulesPage';
import { moved } from './useRuleOrder';

vi.setConfig({ testTimeout: 20_000 });

const rule = (id: number, query: string) => ({
  id,
  name: null,
  query,
  is_enabled: true,
  files_by_itself: true,
  actions: [{ kind: 'tag', category: null, category_name: null, value: 'x', share: null, amount: null }],
  hits: 0,
  conditions: 1,
  has_exact_amount: false,
  specificity: 1,
  problem: null,
  created_at: '2026-05-12T12:00:00Z',
  updated_at: null,
});

const around = { 'GET /api/rules/hygiene': { items: [] }, 'GET /api/categories': [] };

it.each([
  [0, 2, 'bca'],
  [2, 0, 'cab'],
  [1, 1, 'abc'],
])('moves what is at %i to place %i', (from, to, expected) => {
  expect(moved([...'abc'], from, to).join('')).toBe(expected);
});

it('moves a rule by the keyboard, and has it there at once', async () => {
  const user = userEvent.setup();
  const order = [rule(1, 'first'), rule(2, 'second')];
  const sent = answer({
    ...around,
    'GET /api/rules': () => ({ items: order }),
    'PUT /api/rules/order': () => respond(200, { items: order.reverse() }, { 'X-Operation-Id': '9' }),
  });
  renderApp(<RulesPage />, '/rules?kind=own');
  const list = await screen.findByRole('list', { name: 'Your rules' });
  within(list)
    .getByRole('button', { name: /^second/ })
    .focus();
  await user.keyboard('{Alt>}{ArrowUp}{/Alt}');
  await waitFor(() => expect(sent.find(({ method }) => method === 'PUT')?.body).toEqual({ ids: [2, 1] }));
  await waitFor(() => expect(within(list).getAllByRole('listitem')[0]).toHaveTextContent('second'));
});

it('begins a rule from an example where there is none yet, and says what is wrong with it', async () => {
  const user = userEvent.setup();
  answer({
    ...around,
    'GET /api/rules': { items: [] },
    'GET /api/filter/check': respond(422, { title: 'No', status: 422, detail: 'There is no such merchant.' }),
  });
  renderApp(<RulesPage />, '/rules?kind=own');
  await user.click(await screen.findByRole('button', { name: /merchant:costco/ }));
  const editor = await screen.findByRole('dialog', { name: 'New rule' });
  expect(within(editor).getByRole('combobox')).toHaveValue('merchant:costco is:out');
  expect(await within(editor).findByText('There is no such merchant.', {}, { timeout: 5000 })).toBeInTheDocument();
  expect(within(editor).getByRole('button', { name: 'Save' })).toBeDisabled();
});
