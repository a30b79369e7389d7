import { Tooltip, UnstyledButton, VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Mark } from '@/api/insights';
import classes from './Answer.module.css';

export const DOUBTS: Record<Mark['doubt'], string> = {
  unbacked: 'No figure of yours backs this',
  miscited: 'The fact that is cited says something else',
  no_fact: 'There is no such fact',
};

interface UnbackedProps {
  doubt: Mark['doubt'];
  children: ReactNode;
}

/** Words of an answer that nothing backs: underlined, and said so. */
export function Unbacked({ doubt, children }: UnbackedProps) {
  return (
    <Tooltip label={DOUBTS[doubt]} events={{ hover: true, focus: true, touch: true }}>
      <UnstyledButton component="span" tabIndex={0} role="mark" className={classes.unbacked}>
        {children}
        <VisuallyHidden> ({DOUBTS[doubt]})</VisuallyHidden>
      </UnstyledButton>
    </Tooltip>
  );
}
