import '@mantine/dates/styles.css';
import { Group, SegmentedControl, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { DatePickerInput } from '@mantine/dates';
import { useForm } from '@mantine/form';
import { type Series, useAddSeries, useEditSeries } from '@/api/recurring';
import { AmountField } from '@/components/AmountField';
import { DialogButtons } from '@/components/DialogButtons';
import { ErrorState } from '@/components/ErrorState';
import { AccountPicker } from '@/components/pickers/AccountPicker';
import { CategoryPicker } from '@/components/pickers/CategoryPicker';
import { showDone } from '@/components/undoToast';
import { changesOf, checkSeries, fieldsOf, type SeriesFields, toSeries } from './seriesFields';
import { CADENCES } from './words';

interface SeriesFormProps {
  /** `null` for a new one. */
  series: Series | null;
  onClose: () => void;
}

const WAYS = [
  { value: 'out', label: 'I pay it' },
  { value: 'in', label: 'I am paid' },
];

/** What comes, how much, how often and when next. */
export function SeriesForm({ series, onClose }: SeriesFormProps) {
  const adding = useAddSeries();
  const editing = useEditSeries();
  const form = useForm<SeriesFields>({ initialValues: fieldsOf(series), validate: checkSeries });
  const { values } = form;
  const submit = form.onSubmit((fields) => {
    const onSuccess = (data: Series) => {
      onClose();
      showDone(data, series ? `${data.name} is changed.` : `${data.name} is added.`);
    };
    if (series) {
      editing.mutate({ params: { path: { key: series.key } }, body: changesOf(series, fields) }, { onSuccess });
    } else adding.mutate({ body: toSeries(fields) }, { onSuccess });
  });
  const error = adding.error ?? editing.error;
  const day = (name: 'nextOn' | 'endsOn') => ({ valueFormat: 'MMM D, YYYY', ...form.getInputProps(name) });
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        {error ? <ErrorState error={error} /> : null}
        <TextInput
          label="Name"
          placeholder="As the bank writes it, so that charges find it"
          required
          maxLength={120}
          data-autofocus
          {...form.getInputProps('name')}
        />
        {!series && (
          <SegmentedControl
            aria-label="Which way the money goes"
            fullWidth
            data={WAYS}
            value={values.isIncome ? 'in' : 'out'}
            onChange={(way) => form.setFieldValue('isIncome', way === 'in')}
          />
        )}
        <Group grow align="flex-start" gap="sm">
          <AmountField
            label="Amount"
            required
            value={values.amount}
            onChange={(text) => form.setFieldValue('amount', text)}
            error={form.errors.amount}
          />
          <Select label="How often" data={CADENCES} allowDeselect={false} {...form.getInputProps('cadence')} />
        </Group>
        <Group grow align="flex-start" gap="sm">
          <DatePickerInput label="Next on" required {...day('nextOn')} />
          <DatePickerInput label="Ends on" placeholder="Never" clearable {...day('endsOn')} />
        </Group>
        <CategoryPicker
          label="Category"
          value={values.category}
          onChange={(category) => form.setFieldValue('category', category)}
        />
        {!series && (
          <AccountPicker
            label="Account"
            clearable
            value={values.accountId}
            onChange={(id) => form.setFieldValue('accountId', id)}
          />
        )}
        <Textarea label="Notes" rows={2} {...form.getInputProps('notes')} />
        <DialogButtons
          action={series ? 'Save' : 'Add'}
          onClose={onClose}
          loading={adding.isPending || editing.isPending}
        />
      </Stack>
    </form>
  );
}
