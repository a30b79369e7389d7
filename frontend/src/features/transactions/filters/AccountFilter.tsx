import { useAccounts } from '@/api/accounts';
import { ChoiceList, ChoicePill } from './ChoicePill';

interface AccountFilterProps {
  value: number | null;
  onChange: (accountId: number | null) => void;
}

/** One of the owner's accounts, archived ones too. */
export function AccountFilter({ value, onChange }: AccountFilterProps) {
  const { data = [] } = useAccounts();
  const chosen = data.find(({ id }) => id === value);
  const name = value === null ? null : (chosen?.name ?? 'Account');
  return (
    <ChoicePill label="Account" value={name} onClear={() => onChange(null)} width={260}>
      {(close) => (
        <ChoiceList
          choices={data.map(({ id, name: label }) => ({ value: String(id), label }))}
          value={String(value)}
          onChoose={(id) => {
            onChange(Number(id));
            close();
          }}
        />
      )}
    </ChoicePill>
  );
}
