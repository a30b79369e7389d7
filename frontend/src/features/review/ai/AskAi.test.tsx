import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { answer, respond, type Sent } from '@/test/network';
import { renderApp } from '@/test/render';
import { AskAi } from './AskAi';

vi.setConfig({ testTimeout: 20_000 });

const TERMS = { version: 1, host: 'ai.example.com', amounts: 'rounded', examples: 'on' };

const ASKING = {
  is_set_up: true,
  missing: null,
  merchants: 2,
  rows: 3,
  known_rows: 0,
  run: null,
  past: [],
};

const PREVIEW = {
  digest: 'd'.repeat(64),
  host: 'ai.example.com',
  is_local: false,
  model: 'small',
  merchants: 1,
  rows: 2,
  withheld: 1,
  examples: 4,
  system: ['You file lines.'],
  requests: [
    {
      questions: [
        {
          original: 'OQUIST 4432 ZELLE JANE DOE',
          line: 'OQUIST [number] ZELLE [person 1]',
          is_outflow: true,
          times: 2,
          account_type: 'checking',
          amount: '20',
        },
      ],
      rows: 2,
      body: '{"model": "small"}',
      input_tokens: 900,
      output_tokens: 40,
    },
  ],
  cost: 0.0004,
  month_counted: 0.12,
  month_limit: 5,
};

const RUN = {
  state: 'running',
  is_waiting: false,
  merchants: 1,
  asked: 0,
  suggested: 0,
  left_open: 0,
  unread: 0,
  rows: 0,
  operation_id: null,
  problem: null,
  started_at: '2025-06-15T12:00:00Z',
  ended_at: null,
};

const ANSWERS = {
  'GET /api/ai': { is_agreed: false, terms: TERMS },
  'GET /api/ai/categorize': ASKING,
  'GET /api/ai/categorize/preview': PREVIEW,
  'GET /api/settings': {},
  'POST /api/ai/consent': { is_agreed: true, terms: TERMS },
};

const posts = (sent: Sent[]): string[] => sent.filter(({ method }) => method === 'POST').map(({ path }) => path);

it('shows nothing while no AI is set up', async () => {
  const sent = answer({ ...ANSWERS, 'GET /api/ai/categorize': { ...ASKING, is_set_up: false } });
  renderApp(<AskAi />);
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(screen.queryByRole('button', { name: /Ask the AI/ })).toBeNull();
});

it('sends only what was read and agreed to, then tells what came of it', async () => {
  const user = userEvent.setup();
  let asking: object = ASKING;
  const done = { ...RUN, state: 'done', asked: 1, suggested: 1, rows: 2, operation_id: 7 };
  const sent = answer({
    ...ANSWERS,
    'GET /api/ai/categorize': () => respond(200, asking),
    'POST /api/ai/categorize': () => {
      asking = { ...ASKING, merchants: 0, rows: 0, run: done };
      return respond(202, RUN);
    },
  });
  renderApp(<AskAi />);

  await user.click(await screen.findByRole('button', { name: 'Ask the AI about 2 merchants' }));
  expect(await screen.findByText('person 1')).toBeVisible();
  expect(screen.getByText('Statement: OQUIST 4432 ZELLE JANE DOE')).toBeVisible();
  expect(screen.getByText(/Costs less than a cent/)).toBeVisible();
  await user.click(screen.getByText('Exactly as sent'));
  expect(screen.getByRole('region', { name: 'The requests, word for word' })).toHaveTextContent('{"model": "small"}');

  expect(screen.getByRole('button', { name: 'Send' })).toBeDisabled();
  await user.click(screen.getByRole('checkbox', { name: /I agree/ }));
  await user.click(screen.getByRole('button', { name: 'Send' }));

  expect(await screen.findByText('The AI suggested categories for 2 transactions.')).toBeVisible();
  expect(screen.getByRole('button', { name: 'Undo' })).toBeVisible();
  expect(posts(sent)).toEqual(['/api/ai/consent', '/api/ai/categorize']);
  const [consent, start] = sent.filter(({ method }) => method === 'POST');
  expect(consent?.body).toEqual(TERMS);
  expect(start?.body).toEqual({ preview_digest: PREVIEW.digest });
});

it('says why when what would be sent has changed, and shows it again', async () => {
  const user = userEvent.setup();
  const problem = { title: 'Not possible', status: 409, detail: 'What would be sent has changed.' };
  const sent = answer({
    ...ANSWERS,
    'GET /api/ai': { is_agreed: true, terms: TERMS },
    'POST /api/ai/categorize': () => respond(409, problem),
  });
  renderApp(<AskAi />);

  await user.click(await screen.findByRole('button', { name: /Ask the AI/ }));
  await user.click(await screen.findByRole('button', { name: 'Send' }));

  expect(await screen.findByText('What would be sent has changed.')).toBeVisible();
  const previews = () => sent.filter(({ path }) => path === '/api/ai/categorize/preview');
  await waitFor(() => expect(previews()).toHaveLength(2));
});

it('can be stopped while it goes on', async () => {
  const user = userEvent.setup();
  const running = { ...ASKING, run: { ...RUN, merchants: 120, asked: 50 } };
  const sent = answer({
    ...ANSWERS,
    'GET /api/ai/categorize': running,
    'DELETE /api/ai/categorize': running.run,
  });
  renderApp(<AskAi />);

  expect(await screen.findByText(/50 of 120 merchants/)).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Stop' }));

  await waitFor(() => expect(sent.some(({ method }) => method === 'DELETE')).toBe(true));
});
