import { TextInput } from '@mantine/core';
import type { ReactNode } from 'react';

interface AmountFieldProps {
  /** As typed; `parseCents` says what it means. */
  value: string;
  onChange: (text: string) => void;
  label?: ReactNode;
  'aria-label'?: string;
  error?: ReactNode;
  size?: 'xs' | 'sm';
  placeholder?: string;
  required?: boolean;
  autoFocus?: boolean;
}

/** An amount as it is typed: dollars and cents, without a sign. */
export function AmountField({
  value,
  onChange,
  size = 'sm',
  placeholder = '0.00',
  autoFocus,
  ...field
}: AmountFieldProps) {
  return (
    <TextInput
      {...field}
      size={size}
      value={value}
      placeholder={placeholder}
      data-autofocus={autoFocus || undefined}
      onChange={(event) => onChange(event.currentTarget.value)}
      inputMode="decimal"
      autoComplete="off"
      leftSection="$"
      styles={{ input: { textAlign: 'end', fontVariantNumeric: 'tabular-nums' } }}
    />
  );
}
