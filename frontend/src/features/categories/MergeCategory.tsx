import { Stack, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Category } from '@/api/categories';
import { useMappings } from '@/api/rules';
import { DialogButtons } from '@/components/DialogButtons';
import { CategoryPicker } from '@/components/pickers/CategoryPicker';
import { plural } from '@/lib/formatting';
import { useCategoryActions } from './useCategoryActions';

interface MergeCategoryProps {
  category: Category;
  onClose: () => void;
}

/** Another category takes over everything of this one, which then goes. */
export function MergeCategory({ category, onClose }: MergeCategoryProps) {
  const [target, setTarget] = useState<string | null>(null);
  const mappings = useMappings({ category: category.short_desc });
  const { merge } = useCategoryActions();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!target) return;
    merge(category, target);
    onClose();
  };
  const rules = mappings.data?.pages[0]?.total ?? 0;
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Text size="sm">
          {plural(category.transaction_count, 'transaction')}
          {rules > 0 && ` and ${plural(rules, 'merchant rule')}`} of {category.display_name} will be filed under the
          category that you choose, with its budgets and amount rules. {category.display_name} itself goes. You can undo
          this.
        </Text>
        <CategoryPicker label="Merge into" value={target} onChange={setTarget} without={[category.short_desc]} />
        <DialogButtons action="Merge" onClose={onClose} disabled={!target} />
      </Stack>
    </form>
  );
}
