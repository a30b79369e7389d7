import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { askAgainIn, type Check, type Consistency } from '@/api/consistency';
import { answer, respond } from '@/test/network';
import { renderApp } from '@/test/render';
import { ConsistencyBadge } from './ConsistencyBadge';
import { ConsistencyPage } from './ConsistencyPage';

const check = (key: string, fields: Partial<Check> = {}): Check => ({
  key,
  name: `The rule of ${key}`,
  about: 'Protects something.',
  level: 'broken',
  count: 0,
  findings: [],
  repair: null,
  repair_is_final: false,
  milliseconds: 1,
  ...fields,
});

const standing = (fields: Partial<Consistency> = {}): Consistency => ({
  state: 'sound',
  broken: 0,
  differing: 0,
  is_current: true,
  is_checking: false,
  done: 0,
  total: 0,
  checked_at: '2026-05-12T12:00:00Z',
  thorough: false,
  milliseconds: 640,
  checks: [check('sums'), check('splits')],
  ...fields,
});

const BROKEN = standing({
  state: 'broken',
  broken: 23,
  checks: [
    check('sums'),
    check('splits', {
      count: 23,
      repair: 'Correct the marks',
      findings: [{ what: 'transaction 17, Shop', detail: 'its parts come to 3.00', link: '/transactions?open=17' }],
    }),
  ],
});

it('shows what holds, and how fresh that is', async () => {
  answer({ 'GET /api/consistency': standing() });
  renderApp(<ConsistencyPage />);
  const card = await screen.findByRole('region', { name: 'How the books stand' });
  expect(card).toHaveTextContent('Books are consistent');
  expect(card).toHaveTextContent('2 rules, checked');
  expect(within(screen.getByRole('region', { name: 'What holds' })).getAllByRole('listitem')).toHaveLength(2);
});

it('leads to the row that breaks a rule, and mends it with a way back', async () => {
  const user = userEvent.setup();
  const mended = { repaired: 23, check: check('splits') };
  const sent = answer({
    'GET /api/consistency': BROKEN,
    'POST /api/consistency/repair': respond(200, mended, { 'X-Operation-Id': '5' }),
  });
  renderApp(<ConsistencyPage />);
  const rule = await screen.findByRole('region', { name: 'The rule of splits' });
  expect(within(rule).getByRole('link', { name: /Transaction 17, Shop/ })).toHaveAttribute(
    'href',
    '/transactions?open=17',
  );
  expect(rule).toHaveTextContent('and 22 more');
  await user.click(within(rule).getByRole('button', { name: /Correct the marks/ }));
  expect(await screen.findByText('23 rows mended.')).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Undo' })).toBeInTheDocument();
  expect(sent.find(({ path }) => path.endsWith('/repair'))?.body).toEqual({ check: 'splits' });
});

it('checks everything when asked to', async () => {
  const user = userEvent.setup();
  const sent = answer({
    'GET /api/consistency': standing(),
    'POST /api/consistency/check': standing({ is_checking: true, done: 3, total: 16 }),
  });
  renderApp(<ConsistencyPage />);
  await user.click(await screen.findByRole('button', { name: 'Check everything now' }));
  await waitFor(() => expect(sent.some(({ path }) => path === '/api/consistency/check')).toBe(true));
});

it.each([
  ['broken', { broken: 1 }, '1 problem found'],
  ['differs', { differing: 3 }, '3 balances differ'],
  ['sound', {}, 'Books are consistent'],
] as const)('says in the sidebar: %s', async (state, counts, words) => {
  answer({ 'GET /api/consistency': standing({ state, ...counts }) });
  renderApp(<ConsistencyBadge />);
  expect(await screen.findByRole('link', { name: words })).toHaveAttribute('href', '/consistency');
});

it('asks often only while there is something to learn', () => {
  expect(askAgainIn(standing())).toBe(60_000);
  expect(askAgainIn(standing({ is_current: false }))).toBe(5_000);
  expect(askAgainIn(standing({ is_current: false, is_checking: true }))).toBe(1_000);
});
