import { type Category, useDeleteCategory, useEditCategory, useMergeCategory, useMoveCategory } from '@/api/categories';
import { asProblem, type Problem } from '@/api/problem';
import { notifyProblem } from '@/api/queryClient';
import type { components } from '@/api/schema.gen';
import { showDone, showUndo } from '@/components/undoToast';

/**
 * Tell what an act did. By its promise, as the row or dialog that asked for it is often gone by then; a
 * failure was told by the mutation itself.
 */
const tell = <T>(act: Promise<T>, told: (data: T) => void): Promise<void> => act.then(told, () => undefined);

/** What can be done with a category; each act tells what it did and offers to take it back. */
export function useCategoryActions() {
  const editing = useEditCategory();
  const moving = useMoveCategory();
  const merging = useMergeCategory();
  const deleting = useDeleteCategory();

  const edit = (category: Category, body: components['schemas']['CategoryEdit']) =>
    tell(editing.mutateAsync({ params: { path: { short_desc: category.short_desc } }, body }), (data) =>
      showDone(data, `Changed ${data.display_name}.`),
    );
  const move = (key: string, parent: string | null) =>
    tell(moving.mutateAsync({ params: { path: { short_desc: key } }, body: { parent } }), (data) =>
      showDone(data, `Moved ${data.display_name}.`),
    );
  const merge = ({ short_desc, display_name }: Category, target: string) =>
    tell(merging.mutateAsync({ params: { path: { short_desc } }, body: { target_short_desc: target } }), (data) =>
      showDone(data, `Merged ${display_name} into ${data.display_name}.`),
    );
  /** One that is in use is not deleted: `onRefused` hears what hangs on it. */
  const remove = (category: Category, onRefused: (refusal: Problem) => void, moveTo?: string) =>
    deleting.mutateAsync({ shortDesc: category.short_desc, moveTo }).then(
      (operationId) => showUndo({ message: `Deleted ${category.display_name}.`, operationId }),
      (error) => {
        const problem = asProblem(error);
        if (problem.status === 409) onRefused(problem);
        else notifyProblem(error);
      },
    );
  return { edit, move, merge, remove };
}
