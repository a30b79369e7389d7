import { Select } from '@mantine/core';
import { useCategories } from '@/api/categories';

interface ParentPickerProps {
  /** A parent's key; `null` is the top. */
  value: string | null;
  onChange: (parent: string | null) => void;
  /** The category that is being moved: it can't be its own parent. */
  without?: string;
}

const TOP = ' ';

/** Where in the tree: at the top, or under one of the top categories. */
export function ParentPicker({ value, onChange, without }: ParentPickerProps) {
  const { data = [] } = useCategories();
  const tops = data.filter(({ parent, short_desc }) => parent === null && short_desc !== without);
  return (
    <Select
      label="Under"
      searchable
      allowDeselect={false}
      data={[
        { value: TOP, label: 'None: at the top' },
        ...tops.map(({ short_desc, display_name }) => ({ value: short_desc, label: display_name })),
      ]}
      value={value ?? TOP}
      onChange={(chosen) => onChange(chosen === TOP ? null : chosen)}
    />
  );
}
