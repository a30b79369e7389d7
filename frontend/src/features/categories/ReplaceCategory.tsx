import { Stack, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Category } from '@/api/categories';
import type { Problem } from '@/api/problem';
import { notifyProblem } from '@/api/queryClient';
import { DialogButtons } from '@/components/DialogButtons';
import { CategoryPicker } from '@/components/pickers/CategoryPicker';
import { useCategoryActions } from './useCategoryActions';

interface ReplaceCategoryProps {
  category: Category;
  /** Why it can't just go: what is filed under it, counted. */
  refusal: Problem;
  onClose: () => void;
}

/** A category in use goes only when another takes over what is filed under it. */
export function ReplaceCategory({ category, refusal, onClose }: ReplaceCategoryProps) {
  const [target, setTarget] = useState<string | null>(null);
  const { remove } = useCategoryActions();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!target) return;
    remove(category, notifyProblem, target);
    onClose();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Text size="sm">{refusal.detail}</Text>
        <CategoryPicker label="Move it all to" value={target} onChange={setTarget} without={[category.short_desc]} />
        <DialogButtons action="Delete category" danger onClose={onClose} disabled={!target} />
      </Stack>
    </form>
  );
}
