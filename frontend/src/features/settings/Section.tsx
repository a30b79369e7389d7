import { Card, Text, Title } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import classes from './Settings.module.css';

interface SectionProps {
  title: string;
  /** Its place in the address: `/settings#security`. */
  anchor: string;
  /** What it is about, in a sentence or two. */
  lead?: ReactNode;
  children: ReactNode;
}

/** One subject of the settings. */
export function Section({ title, anchor, lead, children }: SectionProps) {
  const id = useId();
  return (
    <Card component="section" id={anchor} aria-labelledby={id} padding="lg" className={classes.section}>
      <Title order={2} id={id}>
        {title}
      </Title>
      {lead && (
        <Text size="sm" c="dimmed" mt={2} component="div">
          {lead}
        </Text>
      )}
      <div style={{ marginTop: 'var(--mantine-spacing-md)' }}>{children}</div>
    </Card>
  );
}
