import { Combobox, useCombobox } from '@mantine/core';
import { useState } from 'react';
import { type Category, useCategories } from '@/api/categories';
import { CategoryOptions } from '@/components/pickers/CategoryOptions';
import { UNCATEGORIZED } from '../filter';
import { Pill, PillButton } from './Pill';

const NONE: Category = {
  id: 0,
  short_desc: UNCATEGORIZED,
  display_name: 'Uncategorized',
  parent: null,
  parent_id: null,
  color: null,
  is_income: false,
  is_recurring: false,
  is_transfer: false,
  transaction_count: 0,
};

interface CategoryFilterProps {
  value: string | null;
  onChange: (key: string | null) => void;
}

/** A category, with its subcategories where it has some, or what has none yet. */
export function CategoryFilter({ value, onChange }: CategoryFilterProps) {
  const { data = [] } = useCategories();
  const [query, setQuery] = useState('');
  const box = useCombobox({
    onDropdownOpen: () => box.focusSearchInput(),
    onDropdownClose: () => {
      setQuery('');
      box.resetSelectedOption();
    },
  });
  const choices = [NONE, ...data];
  const chosen = choices.find(({ short_desc }) => short_desc === value);
  const submit = (key: string) => {
    onChange(key);
    box.closeDropdown();
    box.focusTarget();
  };
  const name = value === null ? null : (chosen?.display_name ?? value);
  return (
    <Pill label="Category" value={name} onClear={() => onChange(null)}>
      <Combobox store={box} onOptionSubmit={submit} width={300} position="bottom-start">
        <Combobox.Target targetType="button">
          <PillButton label="Category" value={name} onClick={() => box.toggleDropdown()} />
        </Combobox.Target>
        <Combobox.Dropdown>
          <Combobox.Search
            value={query}
            onChange={(event) => {
              setQuery(event.currentTarget.value);
              box.selectFirstOption();
            }}
            placeholder="Type to find"
            aria-label="Find a category"
          />
          <CategoryOptions categories={choices} query={query} value={value} canCreate={false} />
        </Combobox.Dropdown>
      </Combobox>
    </Pill>
  );
}
