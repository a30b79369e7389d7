import '@mantine/dates/styles.css';
import { ActionIcon, Button, Group, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { DatePickerInput } from '@mantine/dates';
import { Trash2 } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { type Goal, useAddContribution, useDeleteContribution } from '@/api/goals';
import { AmountField } from '@/components/AmountField';
import { ErrorState } from '@/components/ErrorState';
import { Money } from '@/components/Money';
import { moneyText } from '@/components/money';
import { showDone } from '@/components/undoToast';
import { dollarsOf, parseCents } from '@/lib/cents';
import { formatDay } from '@/lib/formatting';
import { localDay } from '@/lib/months';
import classes from './Goals.module.css';

const WAYS = [
  { value: 'in', label: 'Put aside' },
  { value: 'out', label: 'Take back' },
];

/** Put money aside for a goal or take some back, and what was put aside so far. */
export function PutAside({ goal }: { goal: Goal }) {
  const [amount, setAmount] = useState('');
  const [way, setWay] = useState('in');
  const [date, setDate] = useState<string | null>(localDay());
  const [notes, setNotes] = useState('');
  const adding = useAddContribution();
  const removing = useDeleteContribution();
  const cents = parseCents(amount);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!cents || !date) return;
    const body = { amount: dollarsOf(way === 'in' ? cents : -cents), date, notes: notes.trim() || null };
    const words = way === 'in' ? 'put aside for' : 'taken back from';
    adding.mutate(
      { params: { path: { goal_id: goal.id } }, body },
      {
        onSuccess: (data) => {
          setAmount('');
          setNotes('');
          showDone(data, `${moneyText(dollarsOf(cents), 'plain')} ${words} ${goal.name}.`);
        },
      },
    );
  };
  const remove = (id: number) =>
    removing.mutate(
      { params: { path: { contribution_id: id } } },
      { onSuccess: (data) => showDone(data, `Removed from ${goal.name}.`) },
    );
  return (
    <Stack gap="md">
      <form onSubmit={submit}>
        <Stack gap="sm">
          {adding.error && <ErrorState error={adding.error} />}
          <SegmentedControl aria-label="Direction" fullWidth data={WAYS} value={way} onChange={setWay} />
          <Group grow align="flex-start" gap="sm">
            <AmountField label="Amount" required autoFocus value={amount} onChange={setAmount} />
            <DatePickerInput label="On" valueFormat="MMM D, YYYY" value={date} onChange={setDate} />
          </Group>
          <TextInput
            label="Notes"
            value={notes}
            maxLength={2000}
            onChange={(event) => setNotes(event.currentTarget.value)}
          />
          <Button type="submit" disabled={!cents || !date} loading={adding.isPending}>
            {way === 'in' ? 'Put aside' : 'Take back'}
          </Button>
        </Stack>
      </form>
      {goal.contributions.length > 0 && (
        <ul className={classes.given} aria-label="What was put aside">
          {goal.contributions.map(({ id, date: day, amount: much, notes: words }) => (
            <li key={id}>
              <Text size="sm" component="span">
                {formatDay(day)}
                {words && (
                  <Text size="xs" c="dimmed" component="span">
                    {' '}
                    {words}
                  </Text>
                )}
              </Text>
              <Group gap="xs" wrap="nowrap">
                <Money amount={much} kind="balance" />
                <ActionIcon aria-label={`Remove what was put aside on ${formatDay(day)}`} onClick={() => remove(id)}>
                  <Trash2 size={15} aria-hidden="true" />
                </ActionIcon>
              </Group>
            </li>
          ))}
        </ul>
      )}
    </Stack>
  );
}
