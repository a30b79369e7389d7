import { notifications } from '@mantine/notifications';
import { useCallback } from 'react';
import { type DeletedTransaction, useBulkRestore, usePurgeOne, useRestore } from '@/api/deleted';
import { whenDone } from '@/api/whenDone';
import { confirm } from '@/components/confirm';
import { transactionName } from '@/components/transactions/transactionName';
import { showDone, showUndo } from '@/components/undoToast';
import { plural } from '@/lib/formatting';

interface Restoring {
  restore: (row: DeletedTransaction) => void;
  restoreMany: (ids: number[], onDone: () => void) => void;
  purge: (ids: number[], onDone: () => void) => Promise<void>;
}

/** The ways back from the log of deleted transactions, and the way out. */
export function useRestoring(): Restoring {
  const { mutateAsync: restoreOne } = useRestore();
  const { mutateAsync: restoreAll } = useBulkRestore();
  const { mutateAsync: purgeOne } = usePurgeOne();

  const restore = useCallback(
    (row: DeletedTransaction) =>
      whenDone(restoreOne({ params: { path: { deleted_id: row.id } } }), (data) =>
        showDone(data, `Restored ${transactionName(row)}. ${data.notice ?? ''}`),
      ),
    [restoreOne],
  );
  const restoreMany = (ids: number[], onDone: () => void) =>
    whenDone(restoreAll({ body: { deleted_ids: ids } }), (data) => {
      showDone(data, [`Restored ${plural(data.restored, 'transaction')}.`, ...data.notices].join(' '));
      if (data.failed.length > 0) {
        notifications.show({
          color: 'yellow',
          title: `${plural(data.failed.length, 'transaction')} could not come back`,
          message: [...new Set(data.failed.map(({ reason }) => reason))].join(' '),
          autoClose: 15_000,
        });
      }
      onDone();
    });
  const purge = async (ids: number[], onDone: () => void) => {
    const what = plural(ids.length, 'transaction');
    const sure = await confirm({
      title: `Remove ${what} for good?`,
      message: 'They leave this list, and a bank file that still has them will not bring them back.',
      action: 'Remove for good',
    });
    if (!sure) return;
    for (const id of ids) await purgeOne({ params: { path: { deleted_id: id } } });
    showUndo({ message: `Removed ${what} for good.` });
    onDone();
  };
  return { restore, restoreMany, purge };
}
