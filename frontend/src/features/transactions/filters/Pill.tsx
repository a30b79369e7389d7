import { ChevronDown, X } from 'lucide-react';
import type { ComponentPropsWithRef, ReactNode } from 'react';
import { clsx } from '@/lib/classes';
import classes from './Pill.module.css';

interface PillProps {
  /** What is filtered by: "Account". */
  label: string;
  /** The present choice in words; `null` filters nothing. */
  value: string | null;
  onClear: () => void;
  /** What opens the choices; without it, the pill can only be taken away. */
  children?: ReactNode;
}

/** The frame of one filter; once something is chosen it can be taken away. */
export function Pill({ label, value, onClear, children }: PillProps) {
  return (
    <span className={clsx(classes.pill, value !== null && classes.active)}>
      {children ?? <span className={clsx(classes.open, classes.value)}>{value}</span>}
      {value !== null && (
        <button type="button" className={classes.remove} aria-label={`Remove the filter ${label}`} onClick={onClear}>
          <X size={14} aria-hidden="true" />
        </button>
      )}
    </span>
  );
}

interface PillButtonProps extends Omit<ComponentPropsWithRef<'button'>, 'value'> {
  label: string;
  value: string | null;
}

/** The part of a pill that opens its choices. */
export function PillButton({ label, value, className, ...button }: PillButtonProps) {
  return (
    <button
      {...button}
      type="button"
      className={clsx(classes.open, className)}
      aria-label={value === null ? `Filter by ${label.toLowerCase()}` : `${label}: ${value}`}
    >
      <span className={classes.value}>{value ?? label}</span>
      {value === null && <ChevronDown size={14} aria-hidden="true" />}
    </button>
  );
}
