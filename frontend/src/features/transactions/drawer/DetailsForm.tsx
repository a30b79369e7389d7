import { Button, Group, SegmentedControl, Stack, TextInput } from '@mantine/core';
import { DatePickerInput } from '@mantine/dates';
import { type FormEvent, useState } from 'react';
import { type Transaction, useEditTransaction } from '@/api/transactions';
import { whenDone } from '@/api/whenDone';
import { AmountField } from '@/components/AmountField';
import { showDone } from '@/components/undoToast';
import { centsOf, centsText, dollarsOf, parseCents } from '@/lib/cents';
import type { Flow } from '../filter';
import { Section } from './Section';

interface DetailsFormProps {
  row: Transaction;
}

/** The day, the merchant's name and the amount: seldom changed, so folded away. */
export function DetailsForm({ row }: DetailsFormProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Section
      title="Details"
      action={
        <Button size="xs" variant="subtle" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? 'Leave as it is' : 'Edit'}
        </Button>
      }
    >
      {isOpen && <Fields row={row} onSaved={() => setOpen(false)} />}
    </Section>
  );
}

interface FieldsProps extends DetailsFormProps {
  onSaved: () => void;
}

function Fields({ row, onSaved }: FieldsProps) {
  const edit = useEditTransaction();
  const [merchant, setMerchant] = useState(row.merchant_name ?? '');
  const [date, setDate] = useState<string>(row.date);
  const [flow, setFlow] = useState<Flow>(row.amount < 0 ? 'in' : 'out');
  const [amount, setAmount] = useState(centsText(centsOf(row.amount)));
  const cents = parseCents(amount);
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (cents === null) return;
    const signed = dollarsOf(flow === 'in' ? -cents : cents);
    const body = {
      merchant_name: merchant.trim() === (row.merchant_name ?? '') ? undefined : merchant.trim() || null,
      date: date === row.date ? undefined : date,
      amount: signed === row.amount ? undefined : signed,
    };
    whenDone(edit.mutateAsync({ params: { path: { transaction_id: row.id } }, body }), (data) => {
      showDone(data, 'Saved.');
      onSaved();
    });
  };
  return (
    <form onSubmit={save}>
      <Stack gap="sm">
        <TextInput
          label="Merchant"
          placeholder={row.description}
          value={merchant}
          onChange={(event) => setMerchant(event.currentTarget.value)}
        />
        <Group grow gap="sm" align="flex-start">
          <DatePickerInput
            label="Date"
            valueFormat="MMM D, YYYY"
            value={date}
            onChange={(next) => next && setDate(next)}
          />
          <AmountField
            label="Amount"
            value={amount}
            onChange={setAmount}
            error={cents === null && 'Type an amount, such as 12.50'}
          />
        </Group>
        <SegmentedControl
          aria-label="Direction"
          value={flow}
          // The control hands back one of the values in `data`.
          onChange={(chosen) => setFlow(chosen as Flow)}
          data={[
            { value: 'out', label: 'Money out' },
            { value: 'in', label: 'Money in' },
          ]}
        />
        <Button type="submit" loading={edit.isPending}>
          Save details
        </Button>
      </Stack>
    </form>
  );
}
