import { useCommitStaged, useRevertStaged } from '@/api/review';
import { whenDone } from '@/api/whenDone';
import { showFiled } from '@/components/transactions/filedToast';
import { showDone } from '@/components/undoToast';
import { plural } from '@/lib/formatting';
import type { Settled } from './useSettled';

export interface Staging {
  saveAll: () => void;
  revertAll: () => void;
  isSaving: boolean;
}

/** The second of the two steps: confirm all that is staged, or put it back. */
export function useStaging(settled: Settled): Staging {
  const commit = useCommitStaged();
  const revert = useRevertStaged();
  const saveAll = () =>
    whenDone(commit.mutateAsync({ body: {} }), (data) =>
      showFiled({
        data,
        message: `Saved ${plural(data.confirmed, 'transaction')}.`,
        learned: data.learned,
      }),
    );
  const revertAll = () =>
    whenDone(revert.mutateAsync({}), (data) => {
      settled.bringAllBack();
      showDone(data, `Put ${plural(data.reverted, 'transaction')} back into review.`);
    });
  return { saveAll, revertAll, isSaving: commit.isPending };
}
