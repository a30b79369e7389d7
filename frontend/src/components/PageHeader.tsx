import { Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './PageHeader.module.css';
import { useTitle } from './useTitle';

interface PageHeaderProps {
  title: string;
  description?: ReactNode;
  /** Buttons and pickers, on the right. */
  actions?: ReactNode;
}

/** A screen's heading, which also names the browser's tab. One to a screen. */
export function PageHeader({ title, description, actions }: PageHeaderProps) {
  useTitle(title);
  return (
    <div className={classes.header}>
      <div className={classes.words}>
        <Title order={1}>{title}</Title>
        {description && (
          <Text c="dimmed" size="sm" mt={2}>
            {description}
          </Text>
        )}
      </div>
      {actions && <div className={classes.actions}>{actions}</div>}
    </div>
  );
}
