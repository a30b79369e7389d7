import { STATUS_CHOICES, statusLabel } from '../statuses';
import { ChoiceList, ChoicePill } from './ChoicePill';

interface StatusFilterProps {
  value: readonly string[];
  onChange: (statuses: string[]) => void;
}

/** Where transactions stand. */
export function StatusFilter({ value, onChange }: StatusFilterProps) {
  const label = value.length ? statusLabel(value) : null;
  return (
    <ChoicePill label="Status" value={label} onClear={() => onChange([])} width={190}>
      {(close) => (
        <ChoiceList
          choices={STATUS_CHOICES.map((choice) => ({ value: choice.label, label: choice.label }))}
          value={label}
          onChoose={(chosen) => {
            onChange(STATUS_CHOICES.find((choice) => choice.label === chosen)?.statuses ?? []);
            close();
          }}
        />
      )}
    </ChoicePill>
  );
}
