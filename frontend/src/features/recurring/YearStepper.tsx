import { ActionIcon, Group, Text } from '@mantine/core';
import { ChevronLeft, ChevronRight } from 'lucide-react';

interface YearStepperProps {
  year: number;
  last: number;
  onChange: (year: number) => void;
}

/** Choose a year by steps. */
export function YearStepper({ year, last, onChange }: YearStepperProps) {
  return (
    <Group gap="xs" component="fieldset" aria-label="Year" style={{ border: 0, margin: 0, padding: 0 }}>
      <ActionIcon size="lg" variant="default" aria-label="Previous year" onClick={() => onChange(year - 1)}>
        <ChevronLeft size={16} aria-hidden="true" />
      </ActionIcon>
      <Text fw={600} aria-live="polite">
        {year}
      </Text>
      <ActionIcon
        size="lg"
        variant="default"
        aria-label="Next year"
        disabled={year >= last}
        onClick={() => onChange(year + 1)}
      >
        <ChevronRight size={16} aria-hidden="true" />
      </ActionIcon>
    </Group>
  );
}
