import '@mantine/dates/styles.css';
import { Group, NavLink, SegmentedControl, Stack } from '@mantine/core';
import { DatePicker, MonthPicker as MonthGrid } from '@mantine/dates';
import { useState } from 'react';
import { formatPeriod } from '@/lib/formatting';
import { commonPeriods, firstDay, lastDay, localDay, monthOf, type Period, shiftPeriod } from '@/lib/months';
import { PeriodStepper } from './PeriodStepper';

interface PeriodPickerProps {
  value: Period;
  onChange: (period: Period) => void;
}

const same = (a: Period, b: Period): boolean => a.from === b.from && a.to === b.to;

/** Choose a stretch of time: a usual one, whole months, or any days. */
export function PeriodPicker({ value, onChange }: PeriodPickerProps) {
  const [isOpen, setOpen] = useState(false);
  const choose = (period: Period) => {
    onChange(period);
    setOpen(false);
  };
  return (
    <PeriodStepper
      text={formatPeriod(value)}
      label="Period"
      onStep={(steps) => onChange(shiftPeriod(value, steps))}
      canGoOn={value.to < localDay()}
      isOpen={isOpen}
      onOpenChange={setOpen}
    >
      <Group align="flex-start" gap="md">
        <Stack gap={0} w={150}>
          {commonPeriods(localDay()).map(({ label, period }) => (
            <NavLink
              key={label}
              component="button"
              label={label}
              active={same(period, value)}
              onClick={() => choose(period)}
            />
          ))}
        </Stack>
        <RangeGrid value={value} onChoose={choose} />
      </Group>
    </PeriodStepper>
  );
}

interface RangeGridProps {
  value: Period;
  onChoose: (period: Period) => void;
}

type Range = [string | null, string | null];

/** From here to there, by months or by days; the second click settles it. */
function RangeGrid({ value, onChoose }: RangeGridProps) {
  const [unit, setUnit] = useState('months');
  const [range, setRange] = useState<Range>([value.from, value.to]);
  const pick = (next: Range) => {
    setRange(next);
    const [from, to] = next;
    if (from && to) onChoose({ from, to: unit === 'months' ? lastDay(monthOf(to)) : to });
  };
  const grid = { value: range, onChange: pick, defaultDate: firstDay(monthOf(value.to)), allowSingleDateInRange: true };
  return (
    <Stack gap="xs">
      <SegmentedControl
        size="xs"
        value={unit}
        onChange={setUnit}
        data={[
          { value: 'months', label: 'Months' },
          { value: 'days', label: 'Days' },
        ]}
      />
      {unit === 'months' ? <MonthGrid type="range" {...grid} /> : <DatePicker type="range" {...grid} />}
    </Stack>
  );
}
