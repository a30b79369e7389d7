import { Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { useAccounts } from '@/api/accounts';
import { institutionName } from '@/lib/accounts';

interface AccountPickerProps {
  value: number | null;
  onChange: (accountId: number | null) => void;
  label?: ReactNode;
  'aria-label'?: string;
  placeholder?: string;
  /** May be emptied, as in a filter. */
  clearable?: boolean;
  error?: ReactNode;
  disabled?: boolean;
  required?: boolean;
}

/** `Everyday · Chase`; a bank that is in the name already is not said twice. */
const labelOf = (name: string, institution: string): string =>
  name.toLowerCase().includes(institution.toLowerCase()) ? name : `${name} · ${institution}`;

/** Choose one of the owner's accounts; archived ones only where one is chosen already. */
export function AccountPicker({ value, onChange, placeholder = 'Choose an account', ...field }: AccountPickerProps) {
  const { data = [] } = useAccounts();
  const offered = data.filter(({ is_archived, id }) => !is_archived || id === value);
  return (
    <Select
      {...field}
      size="sm"
      placeholder={placeholder}
      data={offered.map(({ id, name, institution }) => ({
        value: String(id),
        label: labelOf(name, institutionName(institution)),
      }))}
      value={value === null ? null : String(value)}
      onChange={(chosen) => onChange(chosen === null ? null : Number(chosen))}
      allowDeselect={field.clearable ?? false}
      searchable={offered.length > 8}
      nothingFoundMessage="No account is called so"
    />
  );
}
