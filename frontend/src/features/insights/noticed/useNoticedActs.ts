import { type Insight, useDismissInsight, useRestoreInsight } from '@/api/noticed';
import { showDone } from '@/components/undoToast';

/** What the owner can do with an insight; each says so with a way back. */
export function useNoticedActs() {
  const dismissing = useDismissInsight();
  const restoring = useRestoreInsight();
  return {
    putAside: ({ key }: Insight) =>
      dismissing.mutate(
        { body: { key } },
        { onSuccess: (data) => showDone(data, 'Put aside until it happens again.') },
      ),
    bringBack: ({ key }: Insight) =>
      restoring.mutate({ body: { key } }, { onSuccess: (data) => showDone(data, 'Brought back.') }),
  };
}

export type NoticedActs = ReturnType<typeof useNoticedActs>;
