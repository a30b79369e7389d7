import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import type { AdviserEvent, Fact } from '@/api/insights';
import { answer } from '@/test/network';
import { renderApp } from '@/test/render';
import { InsightsPage } from './InsightsPage';
// Fetched ahead here: on a busy machine it takes longer than a test may wait.
import './adviser/AnswerText';

const AI = { missing: null, is_agreed: true, is_demo: false, host: 'api.anthropic.com' };

const FACT: Fact = {
  number: 3,
  topic: 'Categories',
  name: 'Food',
  label: 'spent',
  unit: 'money',
  value: 412.3,
  period: 'May 2026',
  source: { label: 'Transactions', address: '/transactions?filter=category%3Afood' },
  told: null,
};

function stream(...events: AdviserEvent[]): Response {
  const lines = [...events.map((event) => JSON.stringify(event)), '[DONE]'];
  return new Response(lines.map((line) => `data: ${line}\n\n`).join(''), {
    headers: { 'Content-Type': 'text/event-stream' },
  });
}

const kept = (content: string, marks: object[] = []) => ({
  id: 1,
  title: 'Food?',
  created_at: '2026-06-01T10:00:00Z',
  updated_at: '2026-06-01T10:00:00Z',
  facts: [FACT],
  messages: [
    { id: 1, role: 'user', content: 'Food?', outcome: 'complete', created_at: '2026-06-01T10:00:00Z', marks: [] },
    { id: 2, role: 'assistant', content, outcome: 'complete', created_at: '2026-06-01T10:00:00Z', marks },
  ],
});

it('answers with facts that open to their rows, and marks what nothing backs', async () => {
  const user = userEvent.setup();
  const text =
    'Food cost **$412.30** [F3], not $500. ![x](https://a.example/x.png) [y](javascript:alert(1)) [z](https://b.example/z)';
  const start = text.indexOf('$500');
  const marks = [{ start, end: start + 4, doubt: 'unbacked' as const }];
  const sent = answer({
    'GET /api/ai': AI,
    'GET /api/settings': {},
    'GET /api/insights/chats': [],
    'GET /api/insights/chats/1': kept(text, marks),
    'POST /api/insights/chat': stream(
      { type: 'chat', id: 1 },
      { type: 'facts', facts: [FACT] },
      { type: 'text', content: text },
      { type: 'mark', marks },
      { type: 'end', outcome: 'complete', message_id: 2 },
    ),
  });
  renderApp(<InsightsPage />, '/insights?tab=adviser');
  await user.type(await screen.findByRole('textbox', { name: 'Your question' }), 'Food?{Enter}');
  const chip = await screen.findByRole('button', { name: 'Fact 3: Food: spent' });
  expect(screen.getByText('$500').closest('[role=mark]')).toHaveTextContent('No figure of yours backs this');
  expect(screen.getByText(/One number here has no figure of yours/)).toBeVisible();
  expect(screen.queryByRole('img')).toBeNull();
  expect(screen.queryByRole('link', { name: /y|z/ })).toBeNull();
  expect(screen.getByText('z (https://b.example/z)')).toBeVisible();
  await user.click(chip);
  const fact = await screen.findByRole('dialog', { name: 'Fact 3: Food: spent' });
  expect(fact).toHaveTextContent('$412.30');
  expect(within(fact).getByRole('link')).toHaveAttribute('href', FACT.source?.address);
  const asked = sent.find(({ path }) => path === '/api/insights/chat');
  expect(asked?.body).toEqual({ message: 'Food?', chat_id: null, history: [] });
});

it('shows what is exact where the model was told less', async () => {
  answer({
    'GET /api/ai': AI,
    'GET /api/settings': {},
    'GET /api/insights/chats': [],
    'GET /api/insights/chats/1': { ...kept('It was [F3].'), facts: [{ ...FACT, told: 'about $410' }] },
  });
  renderApp(<InsightsPage />, '/insights?tab=adviser&chat=1');
  expect(await screen.findByRole('button', { name: 'Fact 3: Food: spent' })).toHaveTextContent('$412.30');
});

it('keeps in sight what came of an answer that broke off', async () => {
  const user = userEvent.setup();
  answer({
    'GET /api/ai': AI,
    'GET /api/settings': {},
    'GET /api/insights/chats': [],
    'GET /api/insights/chats/1': { ...kept('So f'), messages: [] },
    'POST /api/insights/chat': stream(
      { type: 'chat', id: 1 },
      { type: 'text', content: 'So f' },
      { type: 'error', content: 'The answer broke off.', failure: 'cut' },
      { type: 'end', outcome: 'cut', message_id: 2 },
    ),
  });
  renderApp(<InsightsPage />, '/insights?tab=adviser');
  await user.click(await screen.findByRole('button', { name: 'How do my budgets stand?' }));
  const article = await screen.findByRole('article', { name: 'Adviser' });
  await waitFor(() => expect(article).toHaveTextContent('So fThe answer broke off.'));
});

it('says what to set where nobody can be asked', async () => {
  answer({
    'GET /api/ai': { ...AI, missing: 'AI is switched off.', is_agreed: false },
    'GET /api/settings': {},
    'GET /api/insights/chats': [],
  });
  renderApp(<InsightsPage />, '/insights?tab=adviser');
  expect(await screen.findByText(/AI is switched off\./)).toBeVisible();
  expect(screen.getByRole('link', { name: 'Set up AI' })).toHaveAttribute('href', '/settings#ai');
  expect(screen.queryByRole('textbox', { name: 'Your question' })).toBeNull();
});

it('deletes a talk after asking', async () => {
  const user = userEvent.setup();
  const chat = { id: 1, title: 'Food?', created_at: '2026-06-01', updated_at: '2026-06-01T10:00:00Z', messages: 2 };
  const sent = answer({
    'GET /api/ai': AI,
    'GET /api/settings': {},
    'GET /api/insights/chats': [chat],
    'DELETE /api/insights/chats/1': new Response(null, { status: 204 }),
  });
  renderApp(<InsightsPage />, '/insights?tab=adviser');
  await user.click(await screen.findByRole('button', { name: 'Actions for Food?' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Delete' }));
  await user.click(await screen.findByRole('button', { name: 'Delete' }));
  await waitFor(() => expect(sent.some(({ method }) => method === 'DELETE')).toBe(true));
});
