import { expect, it, vi } from 'vitest';
import { answer, respond } from '@/test/network';
import { client } from './client';
import { asProblem, Problem } from './problem';

it('turns a problem document into its title, detail and extras', async () => {
  answer({
    'GET /api/stats': respond(409, {
      type: 'about:blank',
      title: 'Conflict',
      status: 409,
      detail: 'Not now.',
      rows: 3,
    }),
  });
  const failure = await client.GET('/api/stats').catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(Problem);
  expect(failure).toMatchObject({ title: 'Conflict', detail: 'Not now.', status: 409, extra: { rows: 3 } });
});

it('has a sentence for an error without one', async () => {
  answer({ 'GET /api/stats': new Response('<html>', { status: 502 }) });
  await expect(client.GET('/api/stats')).rejects.toThrow('The app answered with error 502 and no explanation.');
});

it('says that the app is not running when nothing answers', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
  const failure = await client.GET('/api/stats').catch(asProblem);
  expect(failure).toMatchObject({ status: 0, title: 'The app does not answer' });
});

it('sends the browser’s own address, whatever the port', async () => {
  const sent = answer({ 'GET /api/stats': {} });
  await client.GET('/api/stats');
  expect(sent[0]?.path).toBe('/api/stats');
});
