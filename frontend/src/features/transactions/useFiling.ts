import { useCategories } from '@/api/categories';
import { type Transaction, useEditTransaction } from '@/api/transactions';
import { whenDone } from '@/api/whenDone';
import { showFiled } from '@/components/transactions/filedToast';
import { transactionName } from '@/components/transactions/transactionName';
import { showDone } from '@/components/undoToast';

interface Filing {
  /** File it under a category, by the category's key. */
  file: (row: Transaction, category: string) => void;
  /** Write notes; none takes them away. */
  note: (row: Transaction, notes: string) => void;
  isPending: boolean;
}

/** The small edits that the list and the drawer share. */
export function useFiling(): Filing {
  const { data: categories = [] } = useCategories();
  const { mutateAsync, isPending } = useEditTransaction();
  const path = (row: Transaction) => ({ path: { transaction_id: row.id } });
  const file = (row: Transaction, category: string) => {
    const name = categories.find(({ short_desc }) => short_desc === category)?.display_name ?? category;
    whenDone(mutateAsync({ params: path(row), body: { category } }), (data) =>
      showFiled({
        data,
        message: `Filed ${transactionName(row)} under ${name}.`,
        learned: [data.learned],
        transactionIds: [row.id],
      }),
    );
  };
  const note = (row: Transaction, notes: string) => {
    if (notes.trim() === (row.notes ?? '')) return;
    whenDone(mutateAsync({ params: path(row), body: { notes: notes.trim() || null } }), (data) =>
      showDone(data, notes.trim() ? 'Notes saved.' : 'Notes removed.'),
    );
  };
  return { file, note, isPending };
}
