import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import type { Merchant, MerchantDetail, Resemblance } from '@/api/merchants';
import { answer, respond } from '@/test/network';
import { renderApp } from '@/test/render';
import { MerchantsPage } from './MerchantsPage';

const BAKERY: Merchant = {
  key: 'KORNBLUM & CO/BAKERY',
  name: 'Kornblum Bakery',
  is_named: true,
  aliases: ['KBLM BKRY'],
  count: 12,
  outflow: 84.5,
  inflow: 3,
  first_on: '2025-06-11',
  last_on: '2026-05-11',
  category: { short_desc: 'coffee', name: 'Coffee', color: null },
  share: 0.75,
  rule: null,
  cadence: null,
};
const CORNER: Merchant = { ...BAKERY, key: 'KORNBLUMS', name: 'Kornblums', aliases: [], is_named: false, count: 2 };
const DETAIL: MerchantDetail = {
  ...BAKERY,
  typical: 6.5,
  months: [{ month: '2026-05', count: 1, outflow: 6.5, inflow: 0 }],
  categories: [{ category: BAKERY.category, count: 12, outflow: 84.5, inflow: 3 }],
  accounts: [{ account_id: 1, account_name: 'Card', count: 12, outflow: 84.5, inflow: 3 }],
  filed_by: [{ tier: 'merchant_map', rule_id: 3, text: 'KORNBLUM', count: 12 }],
  filter: 'merchant="Kornblum Bakery"',
};
const PAIR: Resemblance = {
  into: { key: BAKERY.key, name: BAKERY.name, count: 12, outflow: 84.5 },
  other: { key: CORNER.key, name: CORNER.name, count: 2, outflow: 9 },
};
const PREVIEW = {
  key: BAKERY.key,
  name: BAKERY.name,
  others: [CORNER.key],
  rows: 2,
  own_names: 1,
  series: 0,
  rules: [{ pattern: CORNER.key, category: BAKERY.category, times: 2, outcome: 'adds_up' }],
};
const around = {
  'GET /api/merchants': { items: [BAKERY, CORNER], total: 2, outflow: 169, inflow: 6 },
  'GET /api/merchants/detail': DETAIL,
  'GET /api/merchants/resembling': [PAIR],
  'POST /api/merchants/merge/preview': PREVIEW,
};
const done = (body: unknown) => respond(200, body, { 'X-Operation-Id': '7' });

it('lists merchants, and opens one whose key has spaces and signs', async () => {
  const user = userEvent.setup();
  const sent = answer(around);
  renderApp(<MerchantsPage />, '/merchants?order=count');
  const list = await screen.findByRole('grid', { name: 'Merchants' });
  expect(within(list).getAllByText('75%')).toHaveLength(2);
  await user.click(within(list).getByText('Kornblum Bakery'));
  const panel = await screen.findByRole('dialog', { name: 'Merchant' });
  const link = await within(panel).findByRole('link', { name: '12 in Transactions' });
  expect(link).toHaveAttribute('href', `/transactions?filter=${encodeURIComponent(DETAIL.filter)}`);
  expect(sent.find(({ path }) => path === '/api/merchants')?.query.get('order')).toBe('count');
  expect(sent.find(({ path }) => path.endsWith('/detail'))?.query.get('key')).toBe(BAKERY.key);
});

it('renames in place, and parts a spelling', async () => {
  const user = userEvent.setup();
  const sent = answer({
    ...around,
    'PUT /api/merchants/name': done({ ...DETAIL, name: 'Buns' }),
    'POST /api/merchants/part': done({ rows: 4 }),
  });
  renderApp(<MerchantsPage />, `/merchants?merchant=${encodeURIComponent(BAKERY.key)}`);
  await user.click(await screen.findByRole('button', { name: 'Rename Kornblum Bakery' }));
  const field = screen.getByRole('textbox', { name: 'New name of Kornblum Bakery' });
  await user.clear(field);
  await user.type(field, 'Buns{Enter}');
  expect(await screen.findByText('Kornblum Bakery is called Buns now.')).toBeInTheDocument();
  expect(sent.find(({ method }) => method === 'PUT')?.body).toEqual({ key: BAKERY.key, name: 'Buns' });

  await user.click(screen.getByRole('button', { name: 'Part KBLM BKRY' }));
  expect(await screen.findByText(/KBLM BKRY stands alone again, with 4 transactions/)).toBeInTheDocument();
});

it('shows what a merge changes before it is made', async () => {
  const user = userEvent.setup();
  const sent = answer({ ...around, 'POST /api/merchants/merge': done({ ...DETAIL, count: 14 }) });
  renderApp(<MerchantsPage />, '/merchants');
  await user.click(await screen.findByRole('button', { name: '1 pair alike' }));
  await user.click(await screen.findByRole('button', { name: 'Merge Kornblums into Kornblum Bakery' }));
  const dialog = await screen.findByRole('dialog', { name: 'Merge into Kornblum Bakery' });
  expect(await within(dialog).findByText(/^2 transactions of Kornblums will be of/)).toBeInTheDocument();
  expect(within(dialog).getByText('1 of them keeps the name that you gave.')).toBeInTheDocument();
  expect(within(dialog).getByText(/adds up with what was learned/)).toBeInTheDocument();
  await user.click(within(dialog).getByRole('button', { name: 'Merge' }));
  await waitFor(() => expect(dialog).not.toBeInTheDocument());
  expect(await screen.findByText('Merged into Kornblum Bakery: 14 transactions now.')).toBeInTheDocument();
  const merge = sent.find(({ path }) => path === '/api/merchants/merge');
  expect(merge?.body).toEqual({ keys: [CORNER.key], into: BAKERY.key, name: 'Kornblum Bakery' });
});
