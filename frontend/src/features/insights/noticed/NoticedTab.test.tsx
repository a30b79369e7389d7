import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import type { Insight } from '@/api/noticed';
import { hiddenAmounts } from '@/components/hiddenAmounts';
import { answer } from '@/test/network';
import { renderApp } from '@/test/render';
import { NoticedTab } from './NoticedTab';

const makeInsight = (key: string, fields: Partial<Insight> = {}): Insight => ({
  key,
  kind: 'unusual_charge',
  weight: 2,
  title: `${key} charged $412.00 on June 3`,
  detail: 'Usually it is $52.00.',
  amount: 360,
  source: { label: 'Transactions', address: '/transactions?filter=merchant%3Dcorner' },
  history: [],
  ...fields,
});

const many = { items: [makeInsight('Corner'), makeInsight('Fuel', { weight: 0 })], more: 4, dismissed: [] };

it('groups by what matters, leads to the rows, and asks for all', async () => {
  const sent = answer({ 'GET /api/insights/noticed': many });
  renderApp(<NoticedTab />);
  const first = await screen.findByRole('region', { name: 'Look at this first' });
  expect(within(first).getByRole('heading', { name: 'Corner charged $412.00 on June 3' })).toBeVisible();
  expect(within(first).getByRole('link', { name: /Show the transactions/ })).toHaveAttribute(
    'href',
    '/transactions?filter=merchant%3Dcorner',
  );
  expect(screen.queryByRole('region', { name: 'Out of the ordinary' })).toBeNull();
  await userEvent.setup().click(screen.getByRole('button', { name: 'Show 4 more' }));
  await waitFor(() => expect(sent.at(-1)?.query.get('limit')).toBe('200'));
});

it('puts one aside, and brings it back', async () => {
  const user = userEvent.setup();
  let aside = false;
  const sent = answer({
    'GET /api/insights/noticed': () => ({
      items: aside ? [] : [makeInsight('Corner')],
      more: 0,
      dismissed: aside ? [makeInsight('Corner')] : [],
    }),
    'POST /api/insights/noticed/dismiss': () => {
      aside = true;
      return new Response(null, { status: 204, headers: { 'X-Operation-Id': '7' } });
    },
    'POST /api/insights/noticed/restore': () => {
      aside = false;
      return new Response(null, { status: 204 });
    },
  });
  renderApp(<NoticedTab />);
  await user.click(await screen.findByRole('button', { name: /^Put aside: Corner/ }));
  expect(await screen.findByText('Put aside until it happens again.')).toBeVisible();
  expect(screen.getByRole('button', { name: 'Undo' })).toBeVisible();
  expect(sent.find(({ method }) => method === 'POST')?.body).toEqual({ key: 'Corner' });
  await user.click(await screen.findByRole('button', { name: 'Put aside (1)' }));
  await user.click(await screen.findByRole('button', { name: /^Bring back: Corner/, hidden: true }));
  expect(await screen.findByRole('heading', { name: /Corner charged/ })).toBeVisible();
});

it('says honestly that there is nothing', async () => {
  answer({ 'GET /api/insights/noticed': { items: [], more: 0, dismissed: [] } });
  renderApp(<NoticedTab />);
  expect(await screen.findByText('Nothing out of the ordinary')).toBeVisible();
});

it('covers the amounts in sentences where amounts are hidden', async () => {
  hiddenAmounts.set(true);
  answer({ 'GET /api/insights/noticed': many });
  renderApp(<NoticedTab />);
  const heading = await screen.findByRole('heading', { name: /Corner charged/ });
  expect(heading).not.toHaveTextContent('412');
  hiddenAmounts.set(false);
});
