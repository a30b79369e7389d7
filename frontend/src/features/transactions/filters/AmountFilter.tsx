import { Button, Group, SegmentedControl, Stack } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { AmountField } from '@/components/AmountField';
import { parseCents } from '@/lib/cents';
import type { Filter, Flow } from '../filter';
import { ChoicePill } from './ChoicePill';

type Amounts = Pick<Filter, 'flow' | 'min' | 'max'>;

interface AmountFilterProps {
  value: Amounts;
  onChange: (amounts: Amounts) => void;
}

/** The filter in a few words: "Out · $10 to $50". */
export function amountLabel({ flow, min, max }: Amounts): string | null {
  if (!flow && !min && !max) return null;
  const way = flow === 'in' ? 'Money in' : 'Money out';
  if (min && max) return min === max ? `${way} · $${min}` : `${way} · $${min} to $${max}`;
  if (min) return `${way} · from $${min}`;
  return max ? `${way} · up to $${max}` : way;
}

/** Which way the money went, and how much of it. */
export function AmountFilter({ value, onChange }: AmountFilterProps) {
  const clear = () => onChange({ flow: null, min: '', max: '' });
  return (
    <ChoicePill label="Amount" value={amountLabel(value)} onClear={clear} width={280}>
      {(close) => (
        <AmountForm
          value={value}
          onSubmit={(amounts) => {
            onChange(amounts);
            close();
          }}
        />
      )}
    </ChoicePill>
  );
}

interface AmountFormProps {
  value: Amounts;
  onSubmit: (amounts: Amounts) => void;
}

function AmountForm({ value, onSubmit }: AmountFormProps) {
  const [flow, setFlow] = useState<Flow>(value.flow ?? 'out');
  const [min, setMin] = useState(value.min);
  const [max, setMax] = useState(value.max);
  const wrong = (text: string) => text.trim() !== '' && parseCents(text) === null;
  const turned = (parseCents(min) ?? 0) > (parseCents(max) ?? Number.POSITIVE_INFINITY);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!wrong(min) && !wrong(max) && !turned) onSubmit({ flow, min: min.trim(), max: max.trim() });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <SegmentedControl
          value={flow}
          // The control hands back one of the values in `data`.
          onChange={(chosen) => setFlow(chosen as Flow)}
          data={[
            { value: 'out', label: 'Money out' },
            { value: 'in', label: 'Money in' },
          ]}
        />
        <Group gap="xs" grow align="flex-start">
          <AmountField label="From" value={min} onChange={setMin} error={wrong(min) && 'No amount'} />
          <AmountField
            label="To"
            value={max}
            onChange={setMax}
            error={wrong(max) ? 'No amount' : turned && 'Less than “From”'}
          />
        </Group>
        <Button type="submit">Show these</Button>
      </Stack>
    </form>
  );
}
