import { $api } from './client';
import { throughTheLock } from './lockGate';
import { problemOf, unreachable } from './problem';
import { queryClient } from './queryClient';
import type { components } from './schema.gen';

export type Fact = components['schemas']['FactOut'];
export type Mark = components['schemas']['MarkOut'];
export type Chat = components['schemas']['ChatOut'];
export type ChatMessage = components['schemas']['ChatMessageOut'];
export type ChatSummary = components['schemas']['ChatSummaryOut'];
export type Question = components['schemas']['ChatIn'];
export type Outcome = ChatMessage['outcome'];

/** What happens while the adviser answers, in order. */
export type AdviserEvent =
  | { type: 'chat'; id: number }
  | { type: 'facts'; facts: Fact[] }
  | { type: 'tool'; name: string; arguments: Record<string, unknown>; told: string; is_error: boolean }
  | { type: 'text'; content: string }
  | { type: 'mark'; marks: Mark[] }
  | { type: 'error'; content: string; failure: string | null }
  | { type: 'end'; outcome: Outcome; message_id: number | null };

const CHATS = ['/api/insights/chats'];
const DONE = '[DONE]';

/** Whether an AI can be asked, and what keeps it from that. */
export const useAi = () => $api.useQuery('get', '/api/ai');

/** Kept talks, the latest first. */
export const useChats = () => $api.useQuery('get', '/api/insights/chats');

/** A kept talk, with the facts that it could cite. */
export const useChat = (id: number | null) =>
  $api.useQuery(
    'get',
    '/api/insights/chats/{chat_id}',
    { params: { path: { chat_id: id ?? 0 } } },
    { enabled: id !== null },
  );

/** Give a talk another title. */
export const useRenameChat = () =>
  $api.useMutation('patch', '/api/insights/chats/{chat_id}', { meta: { stale: CHATS } });

/** The list alone: to ask again for a talk that was just deleted would find nothing. */
const refreshList = () => queryClient.invalidateQueries({ predicate: ({ queryKey: [, path] }) => path === CHATS[0] });

/** Delete a talk for good. */
export const useDeleteChat = () =>
  $api.useMutation('delete', '/api/insights/chats/{chat_id}', { meta: { stale: [] }, onSuccess: refreshList });

/** Delete every talk for good. */
export const useDeleteChats = () =>
  $api.useMutation('delete', '/api/insights/chats', { meta: { stale: [] }, onSuccess: refreshList });

/** What a question would send, word for word. */
export const usePreview = (question: Question, isWanted: boolean) =>
  $api.useQuery('post', '/api/insights/preview', { body: question }, { enabled: isWanted, staleTime: 0 });

/** Ask the adviser; yields what happens until the answer is complete. Throws a `Problem` where nothing came. */
export async function* ask(question: Question, signal: AbortSignal): AsyncGenerator<AdviserEvent> {
  const request = new Request(`${globalThis.location.origin}/api/insights/chat`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(question),
    signal,
  });
  const response = await throughTheLock(request).catch((error: unknown) => {
    throw signal.aborted ? error : unreachable();
  });
  if (!response.ok || !response.body) throw await problemOf(response);
  for await (const data of linesOf(response.body)) {
    if (data === DONE) return;
    // Written by the server after the same description as every other answer.
    yield JSON.parse(data) as AdviserEvent;
  }
  throw unreachable();
}

/** The data of each server-sent event. */
async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      rest += decoder.decode(value, { stream: !done });
      const parts = rest.split('\n\n');
      rest = parts.pop() ?? '';
      for (const part of parts) if (part.startsWith('data: ')) yield part.slice('data: '.length);
      if (done) return;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
