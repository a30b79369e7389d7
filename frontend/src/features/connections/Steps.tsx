import { VisuallyHidden } from '@mantine/core';
import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import classes from './Steps.module.css';

/** What is done one after the other. */
export function Steps({ children }: { children: ReactNode }) {
  return <ol className={classes.steps}>{children}</ol>;
}

interface StepProps {
  title: string;
  isDone?: boolean;
  children?: ReactNode;
}

/** One step, ticked once it is done. */
export function Step({ title, isDone = false, children }: StepProps) {
  return (
    <li className={classes.step} data-done={isDone || undefined}>
      <span className={classes.mark}>{isDone && <Check size={14} strokeWidth={2.5} aria-hidden="true" />}</span>
      <div className={classes.words}>
        <div className={classes.title}>
          {title}
          {isDone && <VisuallyHidden> (done)</VisuallyHidden>}
        </div>
        {children}
      </div>
    </li>
  );
}
