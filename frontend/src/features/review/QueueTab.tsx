import { useEffect } from 'react';
import { useReviewQueue } from '@/api/review';
import { Answer } from '@/components/Answer';
import { LoadingState } from '@/components/LoadingState';
import { AskAi } from './ai/AskAi';
import { Queue } from './queue/Queue';
import type { Settled } from './useSettled';

interface QueueTabProps {
  settled: Settled;
}

/** Fewer groups than this on screen: time to ask for the ones behind them. */
const FEW = 15;

/** The queue: loading, failed, done or full. */
export function QueueTab({ settled }: QueueTabProps) {
  const queue = useReviewQueue();
  const { data, isFetching, refetch } = queue;
  const open =
    data?.groups.filter(({ transactions }) => transactions.some(({ id }) => !settled.ids.has(id))).length ?? 0;
  const hasMore = data !== undefined && data.group_count > data.groups.length;
  useEffect(() => {
    if (hasMore && open < FEW && !isFetching) refetch();
  }, [hasMore, open, isFetching, refetch]);
  return (
    <>
      <AskAi />
      <Answer query={queue} loading={<LoadingState count={10} height={44} />}>
        {(answer) => <Queue queue={answer} settled={settled} />}
      </Answer>
    </>
  );
}
