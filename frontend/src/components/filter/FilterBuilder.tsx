import { Autocomplete, Button, Group, Popover, Select, Stack } from '@mantine/core';
import { ListPlus } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { type FilterField, useCompletions, useFilterFields } from '@/api/filters';
import { asValue, bothOf, quoted } from '@/lib/filterText';
import { operatorsOf } from './operators';

interface FilterBuilderProps {
  value: string;
  onChange: (text: string) => void;
}

/** Put a condition together from choices: it is written into the box as text. */
export function FilterBuilder({ value, onChange }: FilterBuilderProps) {
  const [isOpen, setOpen] = useState(false);
  const { data: fields = [] } = useFilterFields(isOpen);
  const add = (condition: string) => {
    onChange(bothOf(value, condition));
    setOpen(false);
  };
  return (
    <Popover opened={isOpen} onChange={setOpen} width={320} position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<ListPlus size={15} aria-hidden="true" />}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          Condition
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        {isOpen && fields.length > 0 && <ConditionForm fields={fields} onAdd={add} />}
      </Popover.Dropdown>
    </Popover>
  );
}

interface ConditionFormProps {
  fields: readonly FilterField[];
  onAdd: (condition: string) => void;
}

function ConditionForm({ fields, onAdd }: ConditionFormProps) {
  const [name, setName] = useState('category');
  const [sign, setSign] = useState(':');
  const [typed, setTyped] = useState('');
  const field = fields.find((each) => each.name === name);
  // In quotes that are still open, so that a space ends nothing.
  const text = `${name}${sign}${quoted(typed).slice(0, -1)}`;
  const { data, isPlaceholderData } = useCompletions(text, Array.from(text).length, true);
  if (!field) return null;
  // Two names may look alike; the list takes each once.
  const offered = new Map(data?.items.map((item) => [item.label, item.text]));
  const isRange = field.kind === 'amount' || field.kind === 'date';
  const known = isPlaceholderData ? undefined : offered.get(typed.trim());
  const written = known ?? (isRange ? typed.trim().replaceAll(' ', '') : asValue(typed.trim()));
  const choose = (next: string) => {
    setName(next);
    setSign(':');
    setTyped('');
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (typed.trim()) onAdd(`${name}${sign}${written}`);
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="xs">
        <Group grow gap="xs">
          <Select
            label="Field"
            data={fields.map((each) => ({ value: each.name, label: each.label }))}
            value={name}
            onChange={(next) => next && choose(next)}
            allowDeselect={false}
            comboboxProps={{ withinPortal: false }}
          />
          <Select
            label="How"
            data={operatorsOf(field)}
            value={sign}
            onChange={(next) => next && setSign(next)}
            allowDeselect={false}
            comboboxProps={{ withinPortal: false }}
          />
        </Group>
        <Autocomplete
          label="Value"
          description={field.meaning}
          placeholder={field.example.replace(/^[a-z]+[:=<>~]+/, '')}
          data={[...offered.keys()]}
          filter={({ options }) => options}
          value={typed}
          onChange={setTyped}
          limit={12}
          comboboxProps={{ withinPortal: false }}
        />
        <Button type="submit" disabled={!typed.trim()}>
          Add to the filter
        </Button>
      </Stack>
    </form>
  );
}
