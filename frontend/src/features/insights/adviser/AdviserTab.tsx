import { VisuallyHidden } from '@mantine/core';
import { useCallback, useMemo, useRef } from 'react';
import { useAi, useChat } from '@/api/insights';
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

/** Ask about one's own money: answers from numbered facts, every number checked. */
export function AdviserTab() {
  const view = useAdviserView();
  const { data: ai, error: unanswered, isPending, refetch } = useAi();
  // A talk that has just begun here is read when its first answer is complete.
  const begunHere = useRef<number | null>(null);
  const onBegun = useCallback(
    (id: number) => {
      if (view.chatId === null) begunHere.current = id;
      view.open(id, false);
    },
    [view.chatId, view.open],
  );
  const adviser = useAdviser({ chatId: view.chatId, onBegun });
  const chat = useChat(view.chatId, !(adviser.isRunning && begunHere.current === view.chatId));
  const before = useMemo(() => chat.data?.messages ?? [], [chat.data]);
  const open = (id: number | null) => {
    adviser.clear();
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
        {!isNew && <Talk messages={before} facts={chat.data?.facts ?? []} live={adviser.live} />}
        {ai && !isNew && !isReady && <NotSetUp ai={ai} />}
        {isReady && <Composer adviser={adviser} chatId={view.chatId} />}
      </section>
      <ChatList current={view.chatId} onOpen={open} />
    </div>
  );
}
