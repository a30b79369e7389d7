import { vi } from 'vitest';

export interface Sent {
  method: string;
  path: string;
  query: URLSearchParams;
  body: unknown;
}

type Answer = unknown | ((sent: Sent) => unknown);

/** An answer with a status or headers of its own. */
export const respond = (status: number, body: unknown, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json', ...headers } });

async function read(request: Request): Promise<Sent> {
  const url = new URL(request.url);
  const text = await request.clone().text();
  let body: unknown = text;
  try {
    body = text ? JSON.parse(text) : null;
  } catch {
    // An upload: the test looks at the text itself.
  }
  return { method: request.method, path: url.pathname, query: url.searchParams, body };
}

/**
 * Stand in for the network: answers by `"GET /api/stats"`. What is not listed fails the request loudly.
 * Returns the list of what was sent, in order.
 */
export function answer(answers: Record<string, Answer>): Sent[] {
  const log: Sent[] = [];
  vi.stubGlobal('fetch', async (request: Request) => {
    const sent = await read(request);
    log.push(sent);
    const name = `${sent.method} ${sent.path}`;
    if (!(name in answers)) return respond(501, { title: 'Not faked', detail: `The test does not answer ${name}.` });
    const given = answers[name];
    const body: unknown = typeof given === 'function' ? given(sent) : given;
    return body instanceof Response ? body.clone() : respond(200, body);
  });
  return log;
}
