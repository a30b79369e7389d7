import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useMerchants } from '@/api/merchants';
import { plural } from '@/lib/formatting';

interface Named {
  key: string;
  name: string;
}

interface MerchantPickerProps {
  label: string;
  value: Named | null;
  /** The key of the one that can't be chosen. */
  without: string;
  onChange: (merchant: Named | null) => void;
}

const SHOWN = 30;
const PAUSE_MS = 150;

/** Choose a merchant: the server looks through names, the bank's words and spellings. */
export function MerchantPicker({ label, value, without, onChange }: MerchantPickerProps) {
  const [typed, setTyped] = useState(value?.name ?? '');
  const [search] = useDebouncedValue(typed === value?.name ? '' : typed, PAUSE_MS);
  const list = useMerchants(search, 'count', SHOWN);
  const found = (list.data?.pages[0]?.items ?? []).filter(({ key }) => key !== without);
  const isListed = !value || found.some(({ key }) => key === value.key);
  const data = [
    ...(isListed ? [] : [{ value: value.key, label: value.name }]),
    ...found.map(({ key, name, count }) => ({ value: key, label: name, count })),
  ];
  const counts = new Map(found.map(({ key, count }) => [key, count]));
  return (
    <Select
      label={label}
      placeholder="Type its name"
      searchable
      data-autofocus={value ? undefined : true}
      data={data}
      // The server has searched, in more than the names.
      filter={({ options }) => options}
      nothingFoundMessage="No merchant like that"
      maxDropdownHeight={260}
      value={value?.key ?? null}
      searchValue={typed}
      onSearchChange={setTyped}
      onChange={(key, option) => onChange(key && option ? { key, name: option.label } : null)}
      renderOption={({ option }) => (
        <>
          {option.label}
          <span style={{ marginInlineStart: 'auto', color: 'var(--mantine-color-dimmed)' }}>
            {counts.has(option.value) && plural(counts.get(option.value) ?? 0, 'time')}
          </span>
        </>
      )}
    />
  );
}
