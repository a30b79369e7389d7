import { Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './drawer.module.css';

interface SectionProps {
  title: string;
  /** A button on the right of the title. */
  action?: ReactNode;
  children: ReactNode;
}

/** A part of the drawer under a heading of its own. */
export function Section({ title, action, children }: SectionProps) {
  return (
    <section className={classes.section} aria-label={title}>
      <div className={classes.head}>
        <Title order={3}>{title}</Title>
        {action}
      </div>
      {children}
    </section>
  );
}
