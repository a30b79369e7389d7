import '@mantine/dates/styles.css';
import { MonthPicker as MonthGrid } from '@mantine/dates';
import { useState } from 'react';
import { formatMonth } from '@/lib/formatting';
import { addMonths, currentMonth, firstDay, type Month, monthOf } from '@/lib/months';
import { PeriodStepper } from './PeriodStepper';

interface MonthPickerProps {
  value: Month;
  onChange: (month: Month) => void;
  /** The last month that can be chosen; without it, the present one. */
  last?: Month;
}

/** Choose a month: by steps, or from the year. */
export function MonthPicker({ value, onChange, last = currentMonth() }: MonthPickerProps) {
  const [isOpen, setOpen] = useState(false);
  const choose = (day: string | null) => {
    if (day) onChange(monthOf(day));
    setOpen(false);
  };
  return (
    <PeriodStepper
      text={formatMonth(value)}
      label="Month"
      onStep={(steps) => onChange(addMonths(value, steps))}
      canGoOn={value < last}
      isOpen={isOpen}
      onOpenChange={setOpen}
    >
      <MonthGrid value={firstDay(value)} defaultDate={firstDay(value)} maxDate={firstDay(last)} onChange={choose} />
    </PeriodStepper>
  );
}
