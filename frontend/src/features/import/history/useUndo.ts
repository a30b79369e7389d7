import { type PastImport, useUndoImport } from '@/api/imports';
import { asProblem } from '@/api/problem';
import { notifyProblem } from '@/api/queryClient';
import { confirm } from '@/components/confirm';
import { showDone } from '@/components/undoToast';
import { plural } from '@/lib/formatting';

/** Take an import back; asks first when rows of it were reviewed since. */
export function useUndo(): (past: PastImport) => Promise<void> {
  const { mutateAsync } = useUndoImport();
  const send = (past: PastImport, isConfirmed: boolean) =>
    mutateAsync({ params: { path: { import_id: past.id }, query: { confirm: isConfirmed } } });

  return async (past) => {
    try {
      const gone = await send(past, false).catch(async (error: unknown) => {
        const { status, detail, extra } = asProblem(error);
        // Without the counts it is another conflict, which no confirmation settles.
        if (status !== 409 || extra.reviewed === undefined) throw error;
        const isSure = await confirm({ title: 'Undo this import?', message: detail, action: 'Undo import' });
        return isSure ? send(past, true) : null;
      });
      if (gone) showDone(gone, `${past.file_name} is undone: ${plural(gone.removed, 'transaction')} removed.`);
    } catch (error) {
      notifyProblem(error);
    }
  };
}
