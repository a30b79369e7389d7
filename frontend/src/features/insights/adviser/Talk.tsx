import { VisuallyHidden } from '@mantine/core';
import { useEffect, useMemo, useRef } from 'react';
import type { ChatMessage, Fact } from '@/api/insights';
import classes from './Adviser.module.css';
import { AnswerCard } from './AnswerCard';
import type { Live } from './useAdviser';

interface TalkProps {
  /** As they were kept. */
  messages: readonly ChatMessage[];
  facts: readonly Fact[];
  live: Live | null;
}

const LOOKING: Record<string, string> = {
  spending: 'Looking at your spending',
  search: 'Searching your transactions',
  compare: 'Comparing two periods',
  recurring: 'Looking at what recurs',
  budgets: 'Looking at your budgets',
};

/** What is said while an answer is in the making. */
function waiting({ outcome, looking, text }: Live): string {
  if (outcome !== null) return 'The answer has ended.';
  if (looking) return `${LOOKING[looking] ?? 'Looking something up'}…`;
  return text ? 'The adviser is answering…' : 'The adviser reads your figures…';
}

/** What was said, the running answer last. */
export function Talk({ messages, facts, live }: TalkProps) {
  const known = useMemo(
    () => new Map([...facts, ...(live?.facts ?? [])].map((fact) => [fact.number, fact])),
    [facts, live?.facts],
  );
  const shown = live ? withoutLive(messages, live) : messages;
  const end = useRef<HTMLDivElement>(null);
  const question = live?.question;
  useEffect(() => {
    if (question !== undefined) end.current?.scrollIntoView({ block: 'end' });
  }, [question]);
  return (
    <div className={classes.talk}>
      {shown.map((message) =>
        message.role === 'user' ? (
          <Asked key={message.id} text={message.content} />
        ) : (
          <AnswerCard
            key={message.id}
            text={message.content}
            facts={known}
            marks={message.marks}
            outcome={message.outcome}
          />
        ),
      )}
      {live && (
        <>
          <Asked text={live.question} />
          <AnswerCard
            text={live.text}
            facts={known}
            marks={live.marks}
            outcome={live.outcome}
            error={live.error}
            waiting={live.outcome === null ? waiting(live) : undefined}
          />
        </>
      )}
      <VisuallyHidden role="status" aria-live="polite">
        {live && waiting(live)}
      </VisuallyHidden>
      <div ref={end} className={classes.end} />
    </div>
  );
}

/** The kept messages before the running question, which may be read back already. */
function withoutLive(messages: readonly ChatMessage[], live: Live): readonly ChatMessage[] {
  const last = messages.findLastIndex(({ role, content }) => role === 'user' && content === live.question);
  const isKept = last >= 0 && last >= messages.length - 2;
  return isKept ? messages.slice(0, last) : messages;
}

function Asked({ text }: { text: string }) {
  return (
    <article className={classes.asked} aria-label="You">
      {text}
    </article>
  );
}
