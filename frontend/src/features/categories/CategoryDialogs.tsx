import { Modal } from '@mantine/core';
import type { Category } from '@/api/categories';
import type { Problem } from '@/api/problem';
import { CreateCategory } from './CreateCategory';
import { MergeCategory } from './MergeCategory';
import { MoveCategory } from './MoveCategory';
import { ReplaceCategory } from './ReplaceCategory';

/** Which question is asked, and about which category. */
export type Dialog =
  | { kind: 'create'; parent: Category | null; name?: string }
  | { kind: 'move'; category: Category }
  | { kind: 'merge'; category: Category }
  | { kind: 'delete'; category: Category; refusal: Problem };

interface CategoryDialogsProps {
  dialog: Dialog | null;
  onClose: () => void;
}

function title(dialog: Dialog): string {
  if (dialog.kind === 'create') {
    return dialog.parent ? `New subcategory of ${dialog.parent.display_name}` : 'New category';
  }
  const verbs = { move: 'Move', merge: 'Merge', delete: 'Delete' };
  return `${verbs[dialog.kind]} ${dialog.category.display_name}`;
}

/** The window of the act under way. */
export function CategoryDialogs({ dialog, onClose }: CategoryDialogsProps) {
  return (
    <Modal opened={dialog !== null} onClose={onClose} title={dialog && title(dialog)}>
      {dialog?.kind === 'create' && <CreateCategory {...dialog} onClose={onClose} />}
      {dialog?.kind === 'move' && <MoveCategory category={dialog.category} onClose={onClose} />}
      {dialog?.kind === 'merge' && <MergeCategory category={dialog.category} onClose={onClose} />}
      {dialog?.kind === 'delete' && <ReplaceCategory {...dialog} onClose={onClose} />}
    </Modal>
  );
}
