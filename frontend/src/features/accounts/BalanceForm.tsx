import { Group, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { type BalanceHistory, type Statement, useAddBalance, useEditBalance } from '@/api/balances';
import { whenDone } from '@/api/whenDone';
import { DialogButtons } from '@/components/DialogButtons';
import { ErrorState } from '@/components/ErrorState';
import { showDone } from '@/components/undoToast';
import { isDebt } from '@/lib/accounts';
import { balanceText, parseBalance } from '@/lib/balances';
import { formatDay } from '@/lib/formatting';
import { isDay, localDay } from '@/lib/months';
import classes from './Balances.module.css';

interface BalanceFormProps {
  history: BalanceHistory;
  /** The one to change; without it, a new one. */
  statement?: Statement;
  onClose: () => void;
}

/** State what an account held at the end of a day, or what a thing is worth. */
export function BalanceForm({ history, statement, onClose }: BalanceFormProps) {
  const { account_id, account_type, basis } = history;
  // What is owed is typed as it stands on paper, without a minus.
  const owes = isDebt(account_type);
  const [date, setDate] = useState(statement?.date ?? localDay());
  const [text, setText] = useState(() => typed(statement, owes));
  const [notes, setNotes] = useState(statement?.notes ?? '');
  const add = useAddBalance();
  const edit = useEditBalance();
  const amount = parseBalance(text);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (amount === null || !isDay(date)) return;
    const body = { date, amount: owes && amount !== 0 ? -amount : amount, notes: notes.trim() || null };
    const told = (data: unknown) => {
      showDone(data, `The balance of ${formatDay(date)} is ${statement ? 'changed' : 'added'}.`);
      onClose();
    };
    if (statement?.id) {
      whenDone(edit.mutateAsync({ params: { path: { account_id, balance_id: statement.id } }, body }), told);
    } else {
      whenDone(add.mutateAsync({ params: { path: { account_id } }, body }), told);
    }
  };
  const error = add.error ?? edit.error;
  const label = owes ? 'Owed' : basis === 'valued' || account_type === 'property' ? 'Worth' : 'Balance';
  return (
    <form onSubmit={submit} className={classes.form}>
      <Stack gap="sm">
        {error && <ErrorState error={error} />}
        <Group grow align="flex-start" gap="sm">
          <TextInput
            label={label}
            placeholder="1,234.50"
            inputMode="decimal"
            autoComplete="off"
            autoFocus
            value={text}
            error={text && amount === null ? 'An amount such as 1,234.50' : null}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <TextInput
            label="At the end of"
            type="date"
            max={localDay()}
            value={date}
            onChange={(event) => setDate(event.currentTarget.value)}
          />
        </Group>
        <TextInput
          label="Notes"
          maxLength={500}
          value={notes}
          onChange={(event) => setNotes(event.currentTarget.value)}
        />
        <DialogButtons
          action={statement ? 'Save' : 'Add'}
          onClose={onClose}
          disabled={amount === null || !isDay(date)}
          loading={add.isPending || edit.isPending}
        />
      </Stack>
    </form>
  );
}

function typed(statement: Statement | undefined, owes: boolean): string {
  if (!statement) return '';
  return balanceText(owes && statement.amount !== 0 ? -statement.amount : statement.amount);
}
