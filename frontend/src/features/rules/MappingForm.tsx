import { Alert, Checkbox, Stack, Switch, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { type Mapping, useCreateMapping, useDeleteMapping, useEditMapping } from '@/api/rules';
import { CategoryPicker } from '@/components/pickers/CategoryPicker';
import { showDone, showUndo } from '@/components/undoToast';
import { formatCount, plural } from '@/lib/formatting';
import { AMBIGUOUS } from './PatternCell';
import { RuleButtons } from './RuleButtons';
import { RulePreview } from './RulePreview';

interface MappingFormProps {
  /** `null` for a new one. */
  mapping: Mapping | null;
  onClose: () => void;
}

function history({ origin, confidence, hits }: Mapping): string {
  const made = {
    own: 'You wrote this rule.',
    learned: `Learned from you: confirmed ${plural(confidence, 'time')}.`,
    shipped: 'Came with the app.',
  };
  return `${made[origin]} It has filed ${formatCount(hits)} of your transactions.`;
}

/** A merchant's pattern and its category, with what it would find. */
export function MappingForm({ mapping, onClose }: MappingFormProps) {
  const [pattern, setPattern] = useState(mapping?.merchant_pattern ?? '');
  const [isRegex, setRegex] = useState(mapping?.is_regex ?? false);
  const [category, setCategory] = useState(mapping?.category ?? null);
  const [isOn, setOn] = useState(mapping?.is_enabled ?? true);
  const creating = useCreateMapping();
  const editing = useEditMapping();
  const deleting = useDeleteMapping();
  const done = (message: string) => (data: unknown) => {
    onClose();
    showDone(data, message);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!category) return;
    if (!mapping) {
      const body = { merchant_pattern: pattern, category, is_regex: isRegex };
      creating.mutate({ body }, { onSuccess: done(`Added a rule for ${pattern}.`) });
      return;
    }
    const body = {
      ...(pattern !== mapping.merchant_pattern && { merchant_pattern: pattern }),
      ...(category !== mapping.category && { category }),
      ...(isOn !== mapping.is_enabled && { is_enabled: isOn }),
    };
    const request = { params: { path: { mapping_id: mapping.id } }, body };
    editing.mutate(request, { onSuccess: done(`Changed the rule for ${pattern}.`) });
  };
  const remove = (id: number) =>
    deleting.mutate(id, {
      onSuccess: (operationId) => {
        onClose();
        showUndo({ message: `Deleted the rule for ${pattern}.`, operationId });
      },
    });
  const isChanged =
    pattern !== mapping?.merchant_pattern || category !== mapping.category || isOn !== mapping.is_enabled;
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        {mapping && (
          <Text size="sm" c="dimmed">
            {history(mapping)}
          </Text>
        )}
        {mapping?.is_ambiguous && (
          <Alert color="orange" variant="light" title="Several categories">
            {AMBIGUOUS}
          </Alert>
        )}
        <TextInput
          label={isRegex ? 'Regular expression' : 'Words to find in the description'}
          description={isRegex ? undefined : 'Whole words, as the bank writes them: SHELL does not find SHELLFISH.'}
          required
          data-autofocus
          maxLength={500}
          value={pattern}
          onChange={(event) => setPattern(event.currentTarget.value)}
        />
        {!mapping && (
          <Checkbox
            label="This is a regular expression"
            checked={isRegex}
            onChange={(event) => setRegex(event.currentTarget.checked)}
          />
        )}
        <CategoryPicker label="Category" value={category} onChange={setCategory} />
        {mapping && <Switch label="In use" checked={isOn} onChange={(event) => setOn(event.currentTarget.checked)} />}
        <RulePreview pattern={pattern} isRegex={isRegex} />
        <RuleButtons
          error={creating.error ?? editing.error}
          isSaving={creating.isPending || editing.isPending}
          canSave={Boolean(pattern.trim() && category) && isChanged}
          onDelete={mapping ? () => remove(mapping.id) : undefined}
          onClose={onClose}
        />
      </Stack>
    </form>
  );
}
