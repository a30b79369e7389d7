import { afterEach, expect, it } from 'vitest';
import { queryClient, refresh } from './queryClient';

afterEach(() => queryClient.clear());

it('lets no answer from before a write pass for fresh after it', async () => {
  const queryKey = ['get', '/api/accounts'];
  let arrive: (names: string[]) => void = () => {};
  const asked = queryClient.fetchQuery({ queryKey, queryFn: () => new Promise<string[]>((done) => (arrive = done)) });
  asked.catch(() => {}); // given up below

  await refresh();
  arrive(['before the write']);
  await new Promise((done) => setTimeout(done));

  const after = await queryClient.fetchQuery({ queryKey, queryFn: async () => ['after the write'] });
  expect(after).toEqual(['after the write']);
});
