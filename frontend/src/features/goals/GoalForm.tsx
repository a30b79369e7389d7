import '@mantine/dates/styles.css';
import { Group, SegmentedControl, Stack, Textarea, TextInput } from '@mantine/core';
import { DatePickerInput } from '@mantine/dates';
import { useForm } from '@mantine/form';
import { type Goal, useCreateGoal, useEditGoal } from '@/api/goals';
import { AmountField } from '@/components/AmountField';
import { DialogButtons } from '@/components/DialogButtons';
import { ErrorState } from '@/components/ErrorState';
import { AccountPicker } from '@/components/pickers/AccountPicker';
import { showDone } from '@/components/undoToast';
import { checkGoal, fieldsOf, type GoalFields, toGoal } from './goalFields';

interface GoalFormProps {
  /** `null` for a new one. */
  goal: Goal | null;
  onClose: () => void;
}

const WAYS = [
  { value: 'hand', label: 'Put aside by hand' },
  { value: 'account', label: 'In an account' },
];

/** What to save for, how much, by when, and where the money lies. */
export function GoalForm({ goal, onClose }: GoalFormProps) {
  const creating = useCreateGoal();
  const editing = useEditGoal();
  const form = useForm<GoalFields>({ initialValues: fieldsOf(goal), validate: checkGoal });
  const { values } = form;
  const amount = (name: 'target' | 'starting' | 'already') => ({
    value: values[name],
    onChange: (text: string) => form.setFieldValue(name, text),
    error: form.errors[name],
  });
  const submit = form.onSubmit((fields) => {
    const { saved_already, ...body } = toGoal(fields);
    const onSuccess = (data: Goal) => {
      onClose();
      showDone(data, goal ? `${data.name} is changed.` : `${data.name} is added.`);
    };
    if (goal) editing.mutate({ params: { path: { goal_id: goal.id } }, body }, { onSuccess });
    else creating.mutate({ body: { ...body, saved_already } }, { onSuccess });
  });
  const error = creating.error ?? editing.error;
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        {error ? <ErrorState error={error} /> : null}
        <TextInput
          label="What for"
          placeholder="A trip to Japan"
          required
          maxLength={80}
          data-autofocus
          {...form.getInputProps('name')}
        />
        <Group grow align="flex-start" gap="sm">
          <AmountField label="How much" required {...amount('target')} />
          <DatePickerInput
            label="By when"
            placeholder="Some day"
            clearable
            valueFormat="MMM D, YYYY"
            {...form.getInputProps('date')}
          />
        </Group>
        <SegmentedControl
          aria-label="Where the money lies"
          fullWidth
          data={WAYS}
          value={values.isOfAccount ? 'account' : 'hand'}
          onChange={(way) => form.setFieldValue('isOfAccount', way === 'account')}
        />
        {values.isOfAccount ? (
          <Group grow align="flex-start" gap="sm">
            <AccountPicker
              label="Account"
              required
              value={values.accountId}
              onChange={(id) => form.setFieldValue('accountId', id)}
              error={form.errors.accountId}
            />
            <AmountField label="Not for this goal" {...amount('starting')} />
          </Group>
        ) : (
          !goal && <AmountField label="Put aside already" {...amount('already')} />
        )}
        <Textarea label="Notes" rows={2} {...form.getInputProps('notes')} />
        <DialogButtons
          action={goal ? 'Save' : 'Add goal'}
          onClose={onClose}
          loading={creating.isPending || editing.isPending}
        />
      </Stack>
    </form>
  );
}
