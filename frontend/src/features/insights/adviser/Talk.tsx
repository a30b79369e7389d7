import { VisuallyHidden } from '@mantine/core';
import { useEffect, useMemo, useRef } from 'react';
import type { ChatMessage, Fact } from '@/api/insights';
import classes from './Adviser.module.css';
import { AnswerCard, type AnswerCardProps } from './AnswerCard';
import type { Live } from './useAdviser';

interface TalkProps {
  /** As they were kept. */
  messages: readonly ChatMessage[];
  facts: readonly Fact[];
  live: Live | null;
  /** Asks again; none where nobody can be asked. */
  onAsk?: (question: string) => void;
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
export function Talk({ messages, facts, live, onAsk }: TalkProps) {
  const known = useMemo(
    () => new Map([...facts, ...(live?.facts ?? [])].map((fact) => [fact.number, fact])),
    [facts, live?.facts],
  );
  const turns = live ? [...messages.slice(0, live.known).map(asKept), ...asRunning(live)] : messages.map(asKept);
  const asked = turns.at(-2)?.text;
  const end = useRef<HTMLDivElement>(null);
  const question = live?.question;
  useEffect(() => {
    if (question !== undefined) end.current?.scrollIntoView({ block: 'end' });
  }, [question]);
  return (
    <div className={classes.talk}>
      {turns.map((turn, place) =>
        // By their place, so that an answer stays the same one when it is read back as it was kept.
        'outcome' in turn ? (
          <AnswerCard
            // biome-ignore lint/suspicious/noArrayIndexKey: turns are only ever added at the end
            key={place}
            facts={known}
            {...turn}
            onRetry={onAsk && asked && place === turns.length - 1 ? () => onAsk(asked) : undefined}
          />
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: as above
          <article key={place} className={classes.asked} aria-label="You">
            {turn.text}
          </article>
        ),
      )}
      <VisuallyHidden role="status" aria-live="polite">
        {live && waiting(live)}
      </VisuallyHidden>
      <div ref={end} className={classes.end} />
    </div>
  );
}

interface Asked {
  text: string;
}

type Answered = Omit<AnswerCardProps, 'facts' | 'onRetry'>;

const asKept = ({ role, content, marks, outcome }: ChatMessage): Asked | Answered =>
  role === 'user' ? { text: content } : { text: content, marks, outcome };

function asRunning(live: Live): [Asked, Answered] {
  const { question, text, marks, outcome, error } = live;
  return [{ text: question }, { text, marks, outcome, error, waiting: outcome === null ? waiting(live) : undefined }];
}
