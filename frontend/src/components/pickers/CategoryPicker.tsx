import { Combobox, Input, InputBase, useCombobox } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useEffect, useState } from 'react';
import { useCategories } from '@/api/categories';
import { CategoryBadge } from '../CategoryBadge';
import { CategoryOptions, CREATE } from './CategoryOptions';
import classes from './CategoryPicker.module.css';

export interface CategoryPickerProps {
  /** A category's `short_desc`. */
  value: string | null;
  onChange: (shortDesc: string) => void;
  /** Offers "Create …" for what was typed and nothing is called. */
  onCreate?: (name: string) => void;
  label?: ReactNode;
  /** For a field without a visible label. */
  'aria-label'?: string;
  placeholder?: string;
  size?: 'xs' | 'sm';
  disabled?: boolean;
  error?: ReactNode;
  /** Leave these out, such as the category that is being merged away. */
  without?: readonly string[];
  /** Open at once, as for the `c` key. */
  startOpen?: boolean;
  onClose?: () => void;
}

const isLetter = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean =>
  key.length === 1 && key !== ' ' && !ctrlKey && !metaKey && !altKey;

/** Choose a category by typing a few of its letters. */
export function CategoryPicker(props: CategoryPickerProps) {
  const { value, onChange, onCreate, without = [], startOpen = false, onClose } = props;
  const { data = [] } = useCategories();
  const [query, setQuery] = useState('');
  const box = useCombobox({
    onDropdownOpen: () => box.focusSearchInput(),
    onDropdownClose: () => {
      setQuery('');
      box.resetSelectedOption();
      onClose?.();
    },
  });
  const { openDropdown, selectFirstOption, resetSelectedOption } = box;
  useEffect(() => {
    if (startOpen) openDropdown('keyboard');
  }, [startOpen, openDropdown]);
  useEffect(() => {
    if (query) selectFirstOption();
    else resetSelectedOption();
  }, [query, selectFirstOption, resetSelectedOption]);

  const submit = (chosen: string) => {
    if (chosen === CREATE) onCreate?.(query.trim());
    else onChange(chosen);
    box.closeDropdown();
    if (!startOpen) box.focusTarget();
  };
  const typeToOpen = (event: KeyboardEvent) => {
    if (!isLetter(event)) return;
    event.preventDefault();
    setQuery(event.key);
    box.openDropdown('keyboard');
  };
  const categories = data.filter(({ short_desc }) => !without.includes(short_desc));
  const name = props['aria-label'] ?? (typeof props.label === 'string' ? props.label : undefined);
  const chosen = data.find(({ short_desc }) => short_desc === value);
  return (
    <Combobox store={box} onOptionSubmit={submit} width={300} position="bottom-start">
      <Combobox.Target targetType="button">
        <InputBase
          component="button"
          type="button"
          pointer
          size={props.size ?? 'sm'}
          label={props.label}
          aria-label={name && `${name}: ${chosen?.display_name ?? 'none'}`}
          disabled={props.disabled}
          error={props.error}
          rightSection={<Combobox.Chevron />}
          rightSectionPointerEvents="none"
          classNames={{ input: classes.target }}
          onClick={() => box.toggleDropdown()}
          onKeyDown={typeToOpen}
        >
          {chosen ? (
            <CategoryBadge name={chosen.display_name} color={chosen.color} />
          ) : (
            <Input.Placeholder>{props.placeholder ?? 'Choose a category'}</Input.Placeholder>
          )}
        </InputBase>
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Search
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
          placeholder="Type to find"
          aria-label="Find a category"
        />
        <CategoryOptions categories={categories} query={query} value={value} canCreate={Boolean(onCreate)} />
      </Combobox.Dropdown>
    </Combobox>
  );
}
