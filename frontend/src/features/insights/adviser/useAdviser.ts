import { useCallback, useEffect, useRef, useState } from 'react';
import { type AdviserEvent, ask, type Fact, type Mark, type Outcome } from '@/api/insights';
import { asProblem } from '@/api/problem';
import { refresh } from '@/api/queryClient';

/** A question and its answer while it comes, and until it is read back as it was kept. */
export interface Live {
  question: string;
  /** How many messages of the talk were kept before it. */
  known: number;
  text: string;
  facts: Fact[];
  marks: Mark[];
  /** What is being looked up just now. */
  looking: string | null;
  error: string | null;
  /** How it ended; null while it runs. */
  outcome: Outcome | null;
}

const begun = (question: string, known: number): Live => ({
  question,
  known,
  text: '',
  facts: [],
  marks: [],
  looking: null,
  error: null,
  outcome: null,
});

const CHATS = ['/api/insights/chats'];

function after(live: Live, event: AdviserEvent): Live {
  switch (event.type) {
    case 'facts':
      return { ...live, facts: [...live.facts, ...event.facts] };
    case 'tool':
      return { ...live, looking: event.name };
    case 'text':
      return { ...live, text: live.text + event.content, looking: null };
    case 'mark':
      return { ...live, marks: event.marks };
    case 'error':
      return { ...live, error: event.content, looking: null };
    case 'end':
      return { ...live, outcome: event.outcome, looking: null };
    default:
      return live;
  }
}

interface AdviserOptions {
  chatId: number | null;
  /** How many messages the open talk has. */
  known: number;
  /** The talk that a first question began. */
  onBegun: (chatId: number) => void;
}

/** Ask the adviser, follow the answer, stop it. */
export function useAdviser({ chatId, known, onBegun }: AdviserOptions) {
  const [live, setLive] = useState<Live | null>(null);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const send = useCallback(
    async (message: string) => {
      running.current?.abort();
      const control = new AbortController();
      running.current = control;
      let now = begun(message, known);
      setLive(now);
      try {
        for await (const event of ask({ message, chat_id: chatId, history: [] }, control.signal)) {
          if (event.type === 'chat') onBegun(event.id);
          now = after(now, event);
          setLive(now);
        }
      } catch (error) {
        if (!control.signal.aborted) now = { ...now, error: asProblem(error).detail, outcome: 'failed' };
        else now = { ...now, outcome: 'cut', looking: null };
        setLive((shown) => (running.current === control ? now : shown));
      }
      await refresh([...CHATS, '/api/ai']);
      // Read back as it was kept; what failed or was stopped stays in sight until the next question.
      setLive((shown) => (shown === now && now.outcome === 'complete' ? null : shown));
    },
    [chatId, known, onBegun],
  );
  const stop = useCallback(() => running.current?.abort(), []);
  const clear = useCallback(() => {
    running.current?.abort();
    running.current = null;
    setLive(null);
  }, []);
  return { live, isRunning: live !== null && live.outcome === null, send, stop, clear };
}

export type Adviser = ReturnType<typeof useAdviser>;
