import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './Settings.module.css';

interface RowProps {
  label: ReactNode;
  /** What it does. */
  note?: ReactNode;
  /** Of the words, for the field beside them. */
  labelId?: string;
  children: ReactNode;
}

/** A line of the settings: words on the left, what is set on the right. */
export function Row({ label, note, labelId, children }: RowProps) {
  return (
    <div className={classes.key}>
      <div>
        <Text size="sm" fw={550} id={labelId} component="div">
          {label}
        </Text>
        {note && (
          <Text size="xs" c="dimmed" component="div">
            {note}
          </Text>
        )}
      </div>
      <div className={classes.control}>{children}</div>
    </div>
  );
}
