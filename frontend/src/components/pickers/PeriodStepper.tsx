import { Popover } from '@mantine/core';
import { CalendarDays, ChevronLeft, ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import classes from './Stepper.module.css';

interface PeriodStepperProps {
  /** What is chosen, in words. */
  text: string;
  /** What the middle button is for: "Month", "Period". */
  label: string;
  onStep: (steps: -1 | 1) => void;
  /** The future has no data: the way there may be closed. */
  canGoOn?: boolean;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  /** What opens under the middle button. */
  children: ReactNode;
}

/** Back, the present choice, forward: the frame of the month and period pickers. */
export function PeriodStepper(props: PeriodStepperProps) {
  const { text, label, onStep, canGoOn = true, isOpen, onOpenChange, children } = props;
  return (
    <fieldset className={classes.stepper} aria-label={label}>
      <button type="button" aria-label={`Previous ${label.toLowerCase()}`} onClick={() => onStep(-1)}>
        <ChevronLeft size={16} aria-hidden="true" />
      </button>
      <Popover opened={isOpen} onChange={onOpenChange} position="bottom" trapFocus returnFocus>
        <Popover.Target>
          <button
            type="button"
            className={classes.middle}
            aria-label={`${label}: ${text}`}
            onClick={() => onOpenChange(!isOpen)}
          >
            <CalendarDays size={15} aria-hidden="true" />
            {text}
          </button>
        </Popover.Target>
        <Popover.Dropdown>{children}</Popover.Dropdown>
      </Popover>
      <button type="button" aria-label={`Next ${label.toLowerCase()}`} disabled={!canGoOn} onClick={() => onStep(1)}>
        <ChevronRight size={16} aria-hidden="true" />
      </button>
    </fieldset>
  );
}
