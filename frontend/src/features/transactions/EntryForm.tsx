import { Alert, Button, Group, SegmentedControl, Stack, TagsInput, Textarea, TextInput } from '@mantine/core';
import { DatePickerInput } from '@mantine/dates';
import { useForm } from '@mantine/form';
import { asProblem } from '@/api/problem';
import { useAddTransaction, useTags } from '@/api/transactions';
import { whenDone } from '@/api/whenDone';
import { AmountField } from '@/components/AmountField';
import { AccountPicker } from '@/components/pickers/AccountPicker';
import { CategoryPicker } from '@/components/pickers/CategoryPicker';
import { showDone } from '@/components/undoToast';
import { dollarsOf, parseCents } from '@/lib/cents';
import { localDay } from '@/lib/months';
import type { Flow } from './filter';

interface EntryFormProps {
  accountId: number | null;
  onDone: () => void;
}

interface Entry {
  accountId: number | null;
  date: string;
  flow: Flow;
  amount: string;
  description: string;
  category: string | null;
  notes: string;
  tags: string[];
}

/** The fields of a transaction that is typed in. */
export function EntryForm({ accountId, onDone }: EntryFormProps) {
  const { data: tags = [] } = useTags();
  const add = useAddTransaction();
  const form = useForm<Entry>({
    initialValues: {
      accountId,
      date: localDay(),
      flow: 'out',
      amount: '',
      description: '',
      category: null,
      notes: '',
      tags: [],
    },
    validate: {
      accountId: (value) => (value === null ? 'Choose the account it belongs to' : null),
      date: (value) => (value ? null : 'Say which day'),
      amount: (value) => (parseCents(value) ? null : 'Type an amount, such as 12.50'),
      description: (value) => (value.trim() ? null : 'Say what it was'),
    },
  });
  const field = <K extends 'amount' | 'accountId' | 'category'>(name: K) => ({
    value: form.values[name],
    onChange: (value: Entry[K]) => form.setValues({ [name]: value }),
    error: form.errors[name],
  });
  const save = (entry: Entry) => {
    const cents = parseCents(entry.amount) ?? 0;
    whenDone(
      add.mutateAsync({
        body: {
          account_id: entry.accountId ?? 0,
          date: entry.date,
          amount: dollarsOf(entry.flow === 'in' ? -cents : cents),
          description: entry.description.trim(),
          category: entry.category,
          notes: entry.notes.trim() || null,
          tags: entry.tags,
        },
      }),
      (data) => {
        showDone(data, `Added ${data.description}.`);
        onDone();
      },
    );
  };
  return (
    <form onSubmit={form.onSubmit(save)}>
      <Stack gap="sm">
        <SegmentedControl
          aria-label="Direction"
          fullWidth
          data={[
            { value: 'out', label: 'Money out' },
            { value: 'in', label: 'Money in' },
          ]}
          {...form.getInputProps('flow')}
        />
        <Group grow align="flex-start" gap="sm">
          <AmountField label="Amount" required autoFocus {...field('amount')} />
          <DatePickerInput label="Date" required valueFormat="MMM D, YYYY" {...form.getInputProps('date')} />
        </Group>
        <TextInput label="What it was" required placeholder="Farmers market" {...form.getInputProps('description')} />
        <AccountPicker label="Account" required {...field('accountId')} />
        <CategoryPicker label="Category" placeholder="Decide later" {...field('category')} />
        <TagsInput label="Tags" data={tags.map(({ name }) => name)} {...form.getInputProps('tags')} />
        <Textarea label="Notes" autosize minRows={1} maxRows={5} {...form.getInputProps('notes')} />
        {add.isError && (
          <Alert color="red" role="alert">
            {asProblem(add.error).detail}
          </Alert>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onDone}>
            Cancel
          </Button>
          <Button type="submit" loading={add.isPending}>
            Add transaction
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
