import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { answer } from '@/test/network';
import { renderApp } from '@/test/render';
import { OutboundPage } from './OutboundPage';
import { durationWords, hostWords } from './words';

const purpose = (name: string, title: string, more: object = {}) => ({
  purpose: name,
  title,
  switch: `outbound_${name}`,
  is_on: true,
  requests: 0,
  failed: 0,
  refused: 0,
  sent_bytes: 0,
  received_bytes: 0,
  last_at: null,
  ...more,
});

const summary = (more: object = {}) => ({
  nothing_leaves: false,
  is_sample: false,
  since: '2026-05-01',
  purposes: [
    purpose('plaid', 'Plaid', { requests: 12, refused: 1, sent_bytes: 2048, last_at: '2026-05-12T12:00:00Z' }),
    purpose('prices', 'Share prices', { is_on: false }),
  ],
  hosts: ['production.plaid.com'],
  ...more,
});

const request = (id: number, more: object = {}) => ({
  id,
  started_at: '2026-05-12T12:00:00Z',
  day: '2026-05-12',
  purpose: 'plaid',
  method: 'POST',
  host: 'production.plaid.com',
  port: 443,
  path: '/transactions/sync?page=1',
  sent_bytes: 640,
  received_bytes: 1024,
  status: 200,
  outcome: 'answered',
  detail: null,
  duration_seconds: 0.41,
  ...more,
});

const faked = (requests: object[], more: object = {}) => ({
  'GET /api/outbound/summary': summary(),
  'GET /api/outbound': { items: requests, next_before: null },
  'GET /api/outbound/2/body': { body: '{"count": 500, "access_token": "••••"}', is_cut: false },
  ...more,
});

it('shows whom a request asked, what for, how much, and every word of it', async () => {
  const user = userEvent.setup();
  answer(faked([request(2)]));
  renderApp(<OutboundPage />);
  const row = await screen.findByRole('button', { name: /production\.plaid\.com/ });
  expect(row).toHaveTextContent('Plaid · /transactions/sync');
  expect(row).toHaveTextContent('640 bytes out, 1.0 KB in');
  await user.click(row);
  expect(await screen.findByRole('region', { name: 'What was sent' })).toHaveTextContent('"count": 500');
  expect(screen.getByText('Answered, status 200')).toBeInTheDocument();
});

it('says of a refused request why, and what would have been sent', async () => {
  const user = userEvent.setup();
  const detail = 'Nothing leaves this computer at the moment.';
  answer(faked([request(2, { outcome: 'refused', status: null, sent_bytes: 0, detail })]));
  renderApp(<OutboundPage />);
  const row = await screen.findByRole('button', { name: /not sent/ });
  expect(row).toHaveTextContent('nothing sent');
  await user.click(row);
  expect(screen.getByText(detail)).toBeInTheDocument();
  expect(await screen.findByRole('region', { name: 'What would have been sent' })).toBeInTheDocument();
});

it('turns one switch, or the one for everything', async () => {
  const user = userEvent.setup();
  const sent = answer(faked([], { 'POST /api/outbound/switches': summary() }));
  renderApp(<OutboundPage />);
  await user.click(await screen.findByRole('switch', { name: 'Allow Share prices' }));
  await user.click(await screen.findByRole('switch', { name: 'Let nothing leave' }));
  const turned = sent.filter(({ method }) => method === 'POST').map(({ body }) => body);
  expect(turned).toEqual([{ on: { prices: true } }, { nothing_leaves: true }]);
});

it('lets no single switch be turned while nothing leaves', async () => {
  answer(faked([], { 'GET /api/outbound/summary': summary({ nothing_leaves: true }) }));
  renderApp(<OutboundPage />);
  expect(await screen.findByRole('switch', { name: 'Let nothing leave' })).toBeChecked();
  expect(screen.getByRole('switch', { name: 'Allow Plaid' })).toBeDisabled();
});

it('counts what each service was sent this month', async () => {
  answer(faked([]));
  renderApp(<OutboundPage />);
  const section = within(await screen.findByRole('region', { name: 'What may leave' }));
  expect(section.getByText('12 requests · 2.0 KB sent')).toBeInTheDocument();
  expect(section.getByText(/1 kept here/)).toBeInTheDocument();
  expect(section.getByText('Nothing this month')).toBeInTheDocument();
  expect(await screen.findByText('Nothing has left this computer.')).toBeInTheDocument();
});

it('keeps what is asked for in the address, and forgets what is no such word', async () => {
  const sent = answer(faked([]));
  renderApp(<OutboundPage />, '/outbound?purpose=plaid&outcome=nonsense');
  expect(await screen.findByText('No such request')).toBeInTheDocument();
  const asked = sent.find(({ path }) => path === '/api/outbound')?.query;
  expect([asked?.get('purpose'), asked?.has('outcome')]).toEqual(['plaid', false]);
  expect(screen.getByRole('link', { name: 'Save as CSV' })).toHaveAttribute(
    'href',
    '/api/outbound/export?purpose=plaid',
  );
});

it('offers the sample household no switch', async () => {
  answer(faked([], { 'GET /api/outbound/summary': summary({ is_sample: true, nothing_leaves: true }) }));
  renderApp(<OutboundPage />);
  expect(await screen.findByText('The sample household sends nothing')).toBeInTheDocument();
  expect(screen.queryByRole('switch')).toBeNull();
});

it('writes hosts and durations as people read them', () => {
  const at = (port: number | null) => hostWords({ ...request(1), outcome: 'answered', port });
  expect([443, 80, null, 11434].map(at)).toEqual([
    ...Array(3).fill('production.plaid.com'),
    'production.plaid.com:11434',
  ]);
  expect([0.041, 1.84, 12.4].map(durationWords)).toEqual(['41 ms', '1.8 s', '12 s']);
});
