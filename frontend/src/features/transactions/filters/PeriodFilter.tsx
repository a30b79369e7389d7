import { CloseButton, Group } from '@mantine/core';
import { PeriodPicker } from '@/components/pickers/PeriodPicker';
import { commonPeriods, localDay, type Period } from '@/lib/months';
import { ChoiceList, ChoicePill } from './ChoicePill';

interface PeriodFilterProps {
  value: Period | null;
  onChange: (period: Period | null) => void;
}

/** All time, until a period is chosen; then it can be stepped through. */
export function PeriodFilter({ value, onChange }: PeriodFilterProps) {
  if (value) {
    return (
      <Group gap={2} wrap="nowrap">
        <PeriodPicker value={value} onChange={onChange} />
        <CloseButton size="sm" aria-label="Remove the filter Period" onClick={() => onChange(null)} />
      </Group>
    );
  }
  const periods = commonPeriods(localDay());
  return (
    <ChoicePill label="Period" value={null} onClear={() => onChange(null)}>
      {(close) => (
        <ChoiceList
          choices={periods.map(({ label }) => ({ value: label, label }))}
          value={null}
          onChoose={(chosen) => {
            onChange(periods.find(({ label }) => label === chosen)?.period ?? null);
            close();
          }}
        />
      )}
    </ChoicePill>
  );
}
