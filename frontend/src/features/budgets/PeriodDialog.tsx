import '@mantine/dates/styles.css';
import { Modal, NumberInput, Radio, Stack, Text } from '@mantine/core';
import { DatePickerInput } from '@mantine/dates';
import { type FormEvent, useState } from 'react';
import { useSaveSettings } from '@/api/settings';
import { DialogButtons } from '@/components/DialogButtons';
import { ErrorState } from '@/components/ErrorState';
import { localDay } from '@/lib/months';
import { readScheme, type Scheme, schemeText } from './scheme';

interface PeriodDialogProps {
  isOpen: boolean;
  /** As the server writes it: `month`, `month:15`, `biweekly:2026-01-09`. */
  scheme: string;
  onClose: () => void;
  /** After another kind was chosen: the period on screen may be none of it. */
  onChanged: () => void;
}

/** How long a budget lasts. */
export function PeriodDialog({ isOpen, scheme, onClose, onChanged }: PeriodDialogProps) {
  return (
    <Modal opened={isOpen} onClose={onClose} title="Budget periods">
      <PeriodForm key={scheme} scheme={scheme} onClose={onClose} onChanged={onChanged} />
    </Modal>
  );
}

function PeriodForm({ scheme, onClose, onChanged }: Omit<PeriodDialogProps, 'isOpen'>) {
  const [draft, setDraft] = useState<Scheme>(readScheme(scheme, localDay()));
  const saving = useSaveSettings();
  const text = schemeText(draft);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const onSuccess = () => {
      onClose();
      onChanged();
    };
    saving.mutate({ body: { budget_period: text } }, { onSuccess });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Radio.Group
          aria-label="How long a budget lasts"
          value={draft.kind}
          onChange={(kind) => setDraft({ ...draft, kind: kind as Scheme['kind'] })}
        >
          <Stack gap="sm">
            <Radio value="month" label="Calendar months" />
            <Radio value="shifted" label="Months from another day, such as payday" />
            <Radio value="biweekly" label="Two weeks from a payday" />
          </Stack>
        </Radio.Group>
        {draft.kind === 'shifted' && (
          <NumberInput
            label="Day of the month"
            min={1}
            max={28}
            allowDecimal={false}
            clampBehavior="strict"
            value={draft.startDay}
            onChange={(day) => setDraft({ ...draft, startDay: Number(day) })}
          />
        )}
        {draft.kind === 'biweekly' && (
          <DatePickerInput
            label="One of the paydays"
            valueFormat="MMM D, YYYY"
            value={draft.payday}
            onChange={(payday) => payday && setDraft({ ...draft, payday })}
          />
        )}
        <Text size="xs" c="dimmed">
          Budgets that are set stay: change it back, and they are there again. “Fill” brings them over to the new
          periods.
        </Text>
        {saving.error && <ErrorState error={saving.error} />}
        <DialogButtons
          action="Save"
          onClose={onClose}
          disabled={text === null || text === scheme}
          loading={saving.isPending}
        />
      </Stack>
    </form>
  );
}
