import { NavLink, Popover, Stack } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Pill, PillButton } from './Pill';

interface ChoicePillProps {
  label: string;
  value: string | null;
  onClear: () => void;
  width?: number;
  /** What opens; call `close` once something is chosen. */
  children: (close: () => void) => ReactNode;
}

/** A filter whose choices open in a small window under it. */
export function ChoicePill({ label, value, onClear, width = 230, children }: ChoicePillProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Pill label={label} value={value} onClear={onClear}>
      <Popover opened={isOpen} onChange={setOpen} width={width} position="bottom-start" trapFocus returnFocus>
        <Popover.Target>
          <PillButton label={label} value={value} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)} />
        </Popover.Target>
        <Popover.Dropdown aria-label={label}>{isOpen && children(() => setOpen(false))}</Popover.Dropdown>
      </Popover>
    </Pill>
  );
}

interface ChoiceListProps {
  choices: { value: string; label: string }[];
  value: string | null;
  onChoose: (value: string) => void;
}

/** One of a few. */
export function ChoiceList({ choices, value, onChoose }: ChoiceListProps) {
  return (
    <Stack gap={0}>
      {choices.map((choice) => (
        <NavLink
          key={choice.value}
          component="button"
          type="button"
          label={choice.label}
          active={choice.value === value}
          onClick={() => onChoose(choice.value)}
        />
      ))}
    </Stack>
  );
}
