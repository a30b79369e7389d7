import { NumberInput, Select, SimpleGrid } from '@mantine/core';
import {
  DATE_ORDERS,
  DECIMAL_MARKS,
  DELIMITERS,
  type DraftLayout,
  ENCODINGS,
  SIGNS,
  withCurrent,
  withHeaderLine,
} from './layout';

interface LayoutFieldsProps {
  layout: DraftLayout;
  onChange: (layout: DraftLayout) => void;
}

/** The choice among `options` that a select made, as the type that they have. */
const pick = <V extends string>(options: readonly { value: V }[], value: string | null): V | undefined =>
  options.find((option) => option.value === value)?.value;

/** How a table is written: dates, signs, numbers, where it begins, and its letters. */
export function LayoutFields({ layout, onChange }: LayoutFieldsProps) {
  const line = layout.header_row === null || layout.header_row === undefined ? 0 : layout.header_row + 1;
  return (
    <SimpleGrid cols={{ base: 2, sm: 3, lg: 6 }} spacing="sm">
      <Select
        label="Dates"
        size="xs"
        allowDeselect={false}
        data={[...DATE_ORDERS]}
        value={layout.date_order ?? 'mdy'}
        onChange={(value) => onChange({ ...layout, date_order: pick(DATE_ORDERS, value) })}
      />
      <Select
        label="Sign"
        size="xs"
        allowDeselect={false}
        data={[...SIGNS]}
        disabled={layout.amount === null || layout.amount === undefined}
        value={layout.sign ?? 'money_in_positive'}
        onChange={(value) => onChange({ ...layout, sign: pick(SIGNS, value) })}
      />
      <Select
        label="Numbers"
        size="xs"
        allowDeselect={false}
        data={[...DECIMAL_MARKS]}
        value={layout.decimal_mark ?? '.'}
        onChange={(value) => onChange({ ...layout, decimal_mark: pick(DECIMAL_MARKS, value) })}
      />
      <NumberInput
        label="Header on line"
        description="0 for none"
        inputWrapperOrder={['label', 'input', 'description']}
        size="xs"
        min={0}
        max={10_000}
        allowDecimal={false}
        value={line}
        onChange={(value) => typeof value === 'number' && value !== line && onChange(withHeaderLine(layout, value))}
      />
      <Select
        label="Columns end with"
        size="xs"
        allowDeselect={false}
        disabled={Boolean(layout.sheet)}
        data={withCurrent(DELIMITERS, layout.delimiter)}
        value={layout.delimiter ?? ','}
        onChange={(value) => onChange({ ...layout, delimiter: value ?? ',' })}
      />
      <Select
        label="Letters"
        size="xs"
        allowDeselect={false}
        disabled={Boolean(layout.sheet)}
        data={withCurrent(ENCODINGS, layout.encoding)}
        value={layout.encoding ?? 'utf-8'}
        onChange={(value) => onChange({ ...layout, encoding: value ?? 'utf-8' })}
      />
    </SimpleGrid>
  );
}
