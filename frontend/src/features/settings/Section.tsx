import { Card, Text, Title } from '@mantine/core';
import { type ReactNode, useId } from 'react';

interface SectionProps {
  title: string;
  /** What it is about, in a sentence or two. */
  lead?: ReactNode;
  children: ReactNode;
}

/** One subject of the settings. */
export function Section({ title, lead, children }: SectionProps) {
  const id = useId();
  return (
    <Card component="section" aria-labelledby={id} padding="lg">
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
