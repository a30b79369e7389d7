import { NavLink, Stack } from '@mantine/core';
import { useState } from 'react';
import { useYears } from '@/api/reports';
import { plural } from '@/lib/formatting';
import { PeriodStepper } from './PeriodStepper';

interface YearStepperProps {
  value: number;
  onChange: (year: number) => void;
}

/** Choose a year: by steps, or from those that hold transactions. */
export function YearStepper({ value, onChange }: YearStepperProps) {
  const [isOpen, setOpen] = useState(false);
  const { data: years = [] } = useYears();
  return (
    <PeriodStepper
      text={String(value)}
      label="Year"
      onStep={(step) => onChange(value + step)}
      canGoOn={value < Math.max(new Date().getFullYear(), years[0]?.year ?? 0)}
      isOpen={isOpen}
      onOpenChange={setOpen}
    >
      <Stack gap={0} w={190} mah={320} style={{ overflowY: 'auto' }}>
        {years.map(({ year, count }) => (
          <NavLink
            key={year}
            component="button"
            label={year}
            description={plural(count, 'transaction')}
            active={year === value}
            onClick={() => {
              onChange(year);
              setOpen(false);
            }}
          />
        ))}
      </Stack>
    </PeriodStepper>
  );
}
