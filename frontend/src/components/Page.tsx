import type { ReactNode } from 'react';
import { clsx } from '@/lib/classes';
import classes from './Page.module.css';

interface PageProps {
  /** How wide it may grow: prose `narrow`, most screens `normal`, tables `wide`. */
  width?: 'narrow' | 'normal' | 'wide';
  /** As tall as the window: the `DataTable` inside takes what is left and scrolls by itself. */
  fill?: boolean;
  children: ReactNode;
}

/** The frame of a screen. */
export function Page({ width = 'normal', fill = false, children }: PageProps) {
  const widths = { narrow: classes.narrow, normal: undefined, wide: classes.wide };
  return <div className={clsx(classes.page, widths[width], fill && classes.fill)}>{children}</div>;
}
