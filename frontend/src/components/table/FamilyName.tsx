import type { ReactNode } from 'react';
import { clsx } from '@/lib/classes';
import classes from './Family.module.css';

interface FamilyNameProps {
  /** The parent's `FamilyOpener`, where there is something to open. */
  opener?: ReactNode;
  isChild?: boolean;
  children: ReactNode;
}

/** A category's name at the head of its row, in line with its family. */
export function FamilyName({ opener, isChild = false, children }: FamilyNameProps) {
  return (
    <span className={classes.name}>
      <span className={clsx(classes.room, isChild && classes.ofChild)}>{opener}</span>
      {children}
    </span>
  );
}
