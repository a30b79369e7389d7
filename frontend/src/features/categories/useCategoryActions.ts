import { type Category, useDeleteCategory, useEditCategory, useMergeCategory, useMoveCategory } from '@/api/categories';
import { asProblem, type Problem } from '@/api/problem';
import { notifyProblem } from '@/api/queryClient';
import type { components } from '@/api/schema.gen';
import { showDone, showUndo } from '@/components/undoToast';

/** What can be done with a category; each act tells what it did and offers to take it back. */
export function useCategoryActions() {
  const editing = useEditCategory();
  const moving = useMoveCategory();
  const merging = useMergeCategory();
  const deleting = useDeleteCategory();

  const edit = (category: Category, body: components['schemas']['CategoryEdit']) =>
    editing.mutate(
      { params: { path: { short_desc: category.short_desc } }, body },
      { onSuccess: (data) => showDone(data, `Changed ${data.display_name}.`) },
    );
  const move = (key: string, parent: string | null) =>
    moving.mutate(
      { params: { path: { short_desc: key } }, body: { parent } },
      { onSuccess: (data) => showDone(data, `Moved ${data.display_name}.`) },
    );
  const merge = (category: Category, target: string) =>
    merging.mutate(
      { params: { path: { short_desc: category.short_desc } }, body: { target_short_desc: target } },
      { onSuccess: (data) => showDone(data, `Merged ${category.display_name} into ${data.display_name}.`) },
    );
  /** One that is in use is not deleted: `onRefused` hears what hangs on it. */
  const remove = (category: Category, onRefused: (refusal: Problem) => void, moveTo?: string) =>
    deleting.mutate(
      { shortDesc: category.short_desc, moveTo },
      {
        onSuccess: (operationId) => showUndo({ message: `Deleted ${category.display_name}.`, operationId }),
        onError: (error) => {
          const problem = asProblem(error);
          if (problem.status === 409) onRefused(problem);
          else notifyProblem(error);
        },
      },
    );
  return { edit, move, merge, remove };
}
