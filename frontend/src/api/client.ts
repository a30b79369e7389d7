import createFetchClient, { type Client, type Middleware } from 'openapi-fetch';
import createQueryClient from 'openapi-react-query';
import { throughTheLock } from './lockGate';
import { Problem, problemOf, unreachable } from './problem';
import type { paths } from './schema.gen';

const problems: Middleware = {
  async onResponse({ response }) {
    if (!response.ok) throw await problemOf(response);
  },
  onError({ error }) {
    const isOurs = error instanceof Problem || (error instanceof DOMException && error.name === 'AbortError');
    return isOurs ? error : unreachable();
  },
};

/** The server, typed by its own description. Throws a `Problem` when a request fails. */
export const client = createFetchClient<paths>({
  baseUrl: globalThis.location?.origin ?? '',
  fetch: throughTheLock,
});
client.use(problems);

const operations = new WeakMap<object, number>();

/** The number under which the write that answered `data` can be undone, if it can. */
export const operationOf = (data: unknown): number | undefined =>
  typeof data === 'object' && data !== null ? operations.get(data) : undefined;

/** The number under which a write can be undone, from its answer itself: a 204 has no data to hang it on. */
export const operationIn = (response: Response): number | undefined =>
  Number(response.headers.get('X-Operation-Id')) || undefined;

type Send = (...given: never[]) => Promise<{ data?: unknown; response: Response }>;

/** Keep the operation number, which travels in a header, beside the answer it belongs to. */
function remembering<S extends Send>(send: S): S {
  const wrapped = async (...given: Parameters<S>) => {
    const result = await send(...given);
    const id = operationIn(result.response);
    if (id && typeof result.data === 'object' && result.data !== null) operations.set(result.data, id);
    return result;
  };
  // The same arguments and the same answer: only TypeScript can't see through the generics.
  return wrapped as unknown as S;
}

const watched: Client<paths> = {
  ...client,
  POST: remembering(client.POST),
  PUT: remembering(client.PUT),
  PATCH: remembering(client.PATCH),
  DELETE: remembering(client.DELETE),
};

/** Queries and mutations by path: `$api.useQuery('get', '/api/stats')`. */
export const $api = createQueryClient(watched);
