import { Button, Checkbox, Group, Menu } from '@mantine/core';
import { Check, ChevronDown, Columns3 } from 'lucide-react';
import type { Staged } from '@/api/imports';
import { DATE_ORDERS, SIGNS } from '../mapping/layout';
import classes from './Preview.module.css';
import type { StagedEdits } from './useStagedEdits';

interface ChoiceChipsProps {
  staged: Staged;
  edits: StagedEdits;
  /** Whether the columns are on screen; left out where there are none to choose. */
  columns?: { isOpen: boolean; toggle: () => void };
}

/** The guesses that a person may want to check: what was assumed, and the other ways. */
export function ChoiceChips({ staged, edits, columns }: ChoiceChipsProps) {
  const { layout, choices, format } = staged;
  const hasDates = layout !== null || format === 'qif';
  const hasSign = layout?.amount !== null && layout?.amount !== undefined;
  if (staged.problem !== null) return null;
  if (!hasDates && choices.length === 0 && !columns) return null;
  return (
    <div className={classes.choices}>
      <Group gap="xs">
        {hasDates && (
          <Chip
            label="Dates"
            options={DATE_ORDERS}
            value={layout?.date_order ?? null}
            onChange={(date_order) => edits.send({ date_order })}
          />
        )}
        {hasSign && (
          <Chip label="Sign" options={SIGNS} value={layout?.sign ?? null} onChange={(sign) => edits.send({ sign })} />
        )}
        {columns && (
          <Button
            size="xs"
            variant="default"
            radius="xl"
            aria-expanded={columns.isOpen}
            leftSection={<Columns3 size={14} aria-hidden="true" />}
            onClick={columns.toggle}
          >
            {columns.isOpen ? 'Hide the columns' : 'Columns…'}
          </Button>
        )}
        {layout && (
          <Checkbox
            size="sm"
            label="Remember for this account"
            checked={staged.remember}
            onChange={(event) => edits.send({ remember: event.currentTarget.checked })}
          />
        )}
      </Group>
      {choices.length > 0 && (
        <ul className={classes.sentences}>
          {choices.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

interface ChipProps<V extends string> {
  label: string;
  options: readonly { value: V; label: string }[];
  /** `null` where the server does not say which one it took. */
  value: V | null;
  onChange: (value: V) => void;
}

/** One assumption as a button that opens the other ways to read it. */
function Chip<V extends string>({ label, options, value, onChange }: ChipProps<V>) {
  const chosen = options.find((option) => option.value === value)?.label ?? 'as detected';
  return (
    <Menu position="bottom-start" withinPortal>
      <Menu.Target>
        <Button size="xs" variant="default" radius="xl" rightSection={<ChevronDown size={13} aria-hidden="true" />}>
          {label}: {chosen}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {options.map((option) => (
          <Menu.Item
            key={option.value}
            onClick={() => onChange(option.value)}
            rightSection={option.value === value ? <Check size={14} aria-hidden="true" /> : undefined}
          >
            {option.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
