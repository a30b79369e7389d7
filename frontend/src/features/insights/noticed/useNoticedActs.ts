import { type Insight, useDismissInsight, useRestoreInsight } from '@/api/noticed';
import { whenDone } from '@/api/whenDone';
import { showUndo } from '@/components/undoToast';

/** What the owner can do with an insight; each says so with a way back. */
export function useNoticedActs() {
  const dismissing = useDismissInsight();
  const restoring = useRestoreInsight();
  // The card leaves the screen with the write, so what it would be told afterwards is told here.
  return {
    putAside: ({ key }: Insight) =>
      whenDone(dismissing.mutateAsync(key), (operationId) =>
        showUndo({ message: 'Put aside until it happens again.', operationId }),
      ),
    bringBack: ({ key }: Insight) =>
      whenDone(restoring.mutateAsync(key), (operationId) => showUndo({ message: 'Brought back.', operationId })),
  };
}

export type NoticedActs = ReturnType<typeof useNoticedActs>;
