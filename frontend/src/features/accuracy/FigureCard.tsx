import { Card, Text, Title } from '@mantine/core';
import { type ReactNode, useId } from 'react';

interface FigureCardProps {
  title: string;
  lead: string;
  children: ReactNode;
}

/** A table of figures with its name and what it tells. */
export function FigureCard({ title, lead, children }: FigureCardProps) {
  const id = useId();
  return (
    <Card component="section" aria-labelledby={id} padding="lg">
      <Title order={2} id={id}>
        {title}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {lead}
      </Text>
      {children}
    </Card>
  );
}
