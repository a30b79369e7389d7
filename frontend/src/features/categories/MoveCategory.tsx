import { Stack } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Category } from '@/api/categories';
import { DialogButtons } from '@/components/DialogButtons';
import { ParentPicker } from './ParentPicker';
import { useCategoryActions } from './useCategoryActions';

interface MoveCategoryProps {
  category: Category;
  onClose: () => void;
}

/** Another place in the tree for a category. */
export function MoveCategory({ category, onClose }: MoveCategoryProps) {
  const [parent, setParent] = useState(category.parent);
  const { move } = useCategoryActions();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    move(category.short_desc, parent);
    onClose();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <ParentPicker value={parent} onChange={setParent} without={category.short_desc} />
        <DialogButtons action="Move" onClose={onClose} disabled={parent === category.parent} />
      </Stack>
    </form>
  );
}
