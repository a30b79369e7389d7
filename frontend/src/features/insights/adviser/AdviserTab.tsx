import { VisuallyHidden } from '@mantine/core';
import { useCallback, useEffect, useRef } from 'react';
import { type ChatMessage, useAi, useChat } from '@/api/insights';
import { ErrorState } from '@/components/ErrorState';
import { LoadingState } from '@/components/LoadingState';
import classes from './Adviser.module.css';
import { ChatList } from './ChatList';
import { Composer } from './Composer';
import { NotSetUp } from './NotSetUp';
import { Starters } from './Starters';
import { Talk } from './Talk';
import { useAdviser } from './useAdviser';
import { useAdviserView } from './useAdviserView';

const NONE: ChatMessage[] = [];

/** Ask about one's own money: answers from numbered facts, every number checked. */
export function AdviserTab() {
  const view = useAdviserView();
  const { data: ai, error: unanswered, isPending, refetch } = useAi();
  const chat = useChat(view.chatId);
  const messages = chat.data?.messages ?? NONE;
  const asked = useRef<number | null>(null);
  const onBegun = useCallback(
    (id: number) => {
      asked.current = id;
      view.open(id, false);
    },
    [view.open],
  );
  const adviser = useAdviser({ chatId: view.chatId, known: messages.length, onBegun });
  const { clear } = adviser;
  useEffect(() => {
    // A step back in the browser leads to another talk: the running answer is none of it.
    if (view.chatId !== asked.current) clear();
  }, [view.chatId, clear]);
  const open = (id: number | null) => {
    clear();
    view.open(id);
  };
  const isReady = ai?.missing === null && ai.is_agreed;
  const isNew = view.chatId === null && adviser.live === null;
  return (
    <div className={classes.layout}>
      <section className={classes.main} aria-label="Conversation">
        <VisuallyHidden component="h2">Conversation</VisuallyHidden>
        {unanswered && !ai && <ErrorState error={unanswered} onRetry={refetch} />}
        {isPending && <LoadingState shape="block" height={320} />}
        {chat.error && !adviser.live && <ErrorState error={chat.error} onRetry={chat.refetch} />}
        {view.chatId !== null && chat.isLoading && !adviser.live && <LoadingState count={6} />}
        {ai && isNew && (isReady ? <Starters onAsk={adviser.send} /> : <NotSetUp ai={ai} />)}
        {!isNew && (
          <Talk
            messages={messages}
            facts={chat.data?.facts ?? []}
            live={adviser.live}
            onAsk={isReady ? adviser.send : undefined}
          />
        )}
        {ai && !isNew && !isReady && <NotSetUp ai={ai} />}
        {isReady && <Composer adviser={adviser} chatId={view.chatId} />}
      </section>
      <ChatList current={view.chatId} onOpen={open} />
    </div>
  );
}
