import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { Plus } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { type BalanceGap, useAdjust } from '@/api/balances';
import { useAddTransaction } from '@/api/transactions';
import { whenDone } from '@/api/whenDone';
import { Money } from '@/components/Money';
import { CategoryPicker } from '@/components/pickers/CategoryPicker';
import { showDone } from '@/components/undoToast';
import classes from './Balances.module.css';

interface CloseGapProps {
  gap: BalanceGap;
  /** The amount that would close it; positive is money out. */
  missing: number;
  accountId: number;
}

/** Close a gap by hand: add the transaction that is missing, or accept the difference as one. */
export function CloseGap({ gap, missing, accountId }: CloseGapProps) {
  const [description, setDescription] = useState('');
  const [date, setDate] = useState(gap.on);
  const [category, setCategory] = useState<string | null>(null);
  const [isOpen, setOpen] = useState(false);
  const add = useAddTransaction();
  const adjust = useAdjust();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const body = { account_id: accountId, date, amount: missing, description: description.trim(), category };
    whenDone(add.mutateAsync({ body }), (data) => showDone(data, `Added ${data.description}.`));
  };
  const accept = () =>
    whenDone(
      adjust.mutateAsync({
        params: { path: { account_id: accountId, key: gap.key } },
        body: { category_short_desc: category },
      }),
      (data) => showDone(data, 'Accepted as an adjustment.'),
    );
  const direction = missing > 0 ? 'going out' : 'coming in';
  if (!isOpen) {
    return (
      <Group gap="xs">
        <Text size="sm" c="dimmed" flex={1} miw="12rem">
          None of these? <Money amount={missing} kind="plain" /> {direction} would close it.
        </Text>
        <Button
          size="xs"
          variant="default"
          leftSection={<Plus size={14} aria-hidden="true" />}
          onClick={() => setOpen(true)}
        >
          Close it by hand
        </Button>
      </Group>
    );
  }
  return (
    <form onSubmit={submit} className={classes.reason}>
      <Stack gap="sm">
        <Text size="sm" fw={550}>
          A transaction of <Money amount={missing} kind="plain" /> {direction}
        </Text>
        <TextInput
          label="What it was"
          size="xs"
          data-autofocus
          value={description}
          onChange={(event) => setDescription(event.currentTarget.value)}
        />
        <Group grow align="flex-end" gap="sm">
          <TextInput
            label="On"
            type="date"
            size="xs"
            min={gap.first_day}
            max={gap.on}
            value={date}
            onChange={(event) => setDate(event.currentTarget.value)}
          />
          <CategoryPicker label="Category" size="xs" value={category} onChange={setCategory} />
        </Group>
        <Group justify="space-between" gap="xs">
          <Button size="xs" variant="default" loading={adjust.isPending} onClick={accept}>
            Accept as an adjustment
          </Button>
          <Button size="xs" type="submit" disabled={!description.trim() || !date} loading={add.isPending}>
            Add it
          </Button>
        </Group>
        <Text size="xs" c="dimmed">
          An adjustment is a transaction called “Balance adjustment” on the day of the statement, in plain sight.
        </Text>
      </Stack>
    </form>
  );
}
