import { SegmentedControl, SimpleGrid, Stack, Switch, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { type AmountRule, useCreateAmountRule, useDeleteAmountRule, useEditAmountRule } from '@/api/rules';
import { AmountField } from '@/components/AmountField';
import { CategoryPicker } from '@/components/pickers/CategoryPicker';
import { showDone, showUndo } from '@/components/undoToast';
import { draftOf, meaningOf } from './amountDraft';
import { RuleButtons } from './RuleButtons';
import { RulePreview } from './RulePreview';

interface AmountRuleFormProps {
  /** `null` for a new one. */
  rule: AmountRule | null;
  onClose: () => void;
}

const DIRECTIONS = [
  { value: 'out', label: 'Money out' },
  { value: 'in', label: 'Money in' },
];

/** A pattern at a price, with what it would find. */
export function AmountRuleForm({ rule, onClose }: AmountRuleFormProps) {
  const [draft, setDraft] = useState(draftOf(rule));
  const change = (fields: Partial<typeof draft>) => setDraft({ ...draft, ...fields });
  const creating = useCreateAmountRule();
  const editing = useEditAmountRule();
  const deleting = useDeleteAmountRule();
  const { amount, tolerance, body } = meaningOf(draft);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!body) return;
    const onSuccess = (data: unknown) => {
      onClose();
      showDone(data, `Saved the rule for ${draft.pattern}.`);
    };
    if (rule) {
      const changed = { ...body, is_enabled: draft.isOn };
      editing.mutate({ params: { path: { rule_id: rule.id } }, body: changed }, { onSuccess });
    } else creating.mutate({ body }, { onSuccess });
  };
  const remove = (id: number) =>
    deleting.mutate(id, {
      onSuccess: (operationId) => {
        onClose();
        showUndo({ message: `Deleted the rule for ${draft.pattern}.`, operationId });
      },
    });
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <TextInput
          label="Text to find in the description"
          required
          data-autofocus
          maxLength={500}
          value={draft.pattern}
          onChange={(event) => change({ pattern: event.currentTarget.value })}
        />
        <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="sm" style={{ alignItems: 'end' }}>
          <SegmentedControl
            aria-label="Direction"
            data={DIRECTIONS}
            value={draft.direction}
            onChange={(direction) => change({ direction })}
          />
          <AmountField label="Amount" required value={draft.amount} onChange={(text) => change({ amount: text })} />
          <AmountField label="Give or take" value={draft.tolerance} onChange={(text) => change({ tolerance: text })} />
        </SimpleGrid>
        <CategoryPicker label="Category" value={draft.category} onChange={(category) => change({ category })} />
        <TextInput
          label="Notes"
          value={draft.notes}
          maxLength={2000}
          onChange={(event) => change({ notes: event.currentTarget.value })}
        />
        {rule && (
          <Switch
            label="In use"
            checked={draft.isOn}
            onChange={(event) => change({ isOn: event.currentTarget.checked })}
          />
        )}
        <RulePreview
          pattern={draft.pattern}
          amount={amount ?? undefined}
          tolerance={tolerance ?? undefined}
          isWaiting={amount === null || tolerance === null}
        />
        <RuleButtons
          error={creating.error ?? editing.error}
          isSaving={creating.isPending || editing.isPending}
          canSave={body !== null}
          onDelete={rule ? () => remove(rule.id) : undefined}
          onClose={onClose}
        />
      </Stack>
    </form>
  );
}
