import { CloseButton, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { plural } from '@/lib/formatting';
import classes from './BulkBar.module.css';

interface BulkBarProps {
  count: number;
  /** What is selected, in the singular: `transaction`. */
  noun: string;
  onClear: () => void;
  /** Such as the selection's total, from the server. */
  detail?: ReactNode;
  /** What can be done with them. */
  children: ReactNode;
}

/** Floats over the list while something is selected. */
export function BulkBar({ count, noun, onClear, detail, children }: BulkBarProps) {
  if (count === 0) return null;
  return (
    <div className={classes.anchor}>
      <section className={classes.bar} aria-label="Selected rows">
        <Text size="sm" fw={600} role="status">
          {plural(count, noun)} selected
        </Text>
        {detail}
        {children}
        <CloseButton aria-label="Clear the selection" onClick={onClear} />
      </section>
    </div>
  );
}
