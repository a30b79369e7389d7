import { Card, Text, Title } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { useLocation } from 'react-router';
import classes from './Connections.module.css';

interface GuideSectionProps {
  id: string;
  title: string;
  lead: string;
  children: ReactNode;
}

/** One way, with an address of its own: `/connect/guide#plaid`. */
export function GuideSection({ id, title, lead, children }: GuideSectionProps) {
  const { hash } = useLocation();
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    if (hash === `#${id}`) section.current?.scrollIntoView();
  }, [hash, id]);
  return (
    <Card
      component="section"
      ref={section}
      id={id}
      aria-labelledby={`${id}-title`}
      padding="lg"
      className={classes.anchored}
    >
      <Title order={2} id={`${id}-title`}>
        {title}
      </Title>
      <Text size="sm" c="dimmed" mt={2} mb="md">
        {lead}
      </Text>
      {children}
    </Card>
  );
}
