import { type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react';
import type { BudgetLine } from '@/api/budgets';
import { moneyText, useMoneyText } from '@/components/money';
import { centsOf, centsText, parseCents } from '@/lib/cents';
import { clsx } from '@/lib/classes';
import classes from './Budgets.module.css';

interface AmountCellProps {
  line: BudgetLine;
  /** Shown where nothing is set. */
  placeholder: string;
  /** What it is for, where the category's name alone says too little. */
  name?: string;
  onSave: (cents: number | null) => void;
}

const CELL = 'data-budget-cell';

/** Go to the amount above or below. */
function step(from: HTMLElement, by: -1 | 1): void {
  const cells = [...document.querySelectorAll<HTMLElement>(`[${CELL}]`)];
  const next = cells[cells.indexOf(from) + by];
  if (next) next.focus();
  else from.blur();
}

/** An amount in its place: type, Enter or an arrow keeps it and goes on, Escape leaves it as it was. */
export function AmountCell({ line, placeholder, name = line.display_name, onSave }: AmountCellProps) {
  const present = line.budgeted === null ? null : centsOf(line.budgeted);
  const [draft, setDraft] = useState<string | null>(null);
  const isGivenUp = useRef(false);
  const field = useRef<HTMLInputElement>(null);
  const isEdited = draft !== null;
  useLayoutEffect(() => {
    if (!isEdited) return;
    // At once for the keyboard, and again after a mouse has put its caret.
    field.current?.select();
    const later = requestAnimationFrame(() => field.current?.select());
    return () => cancelAnimationFrame(later);
  }, [isEdited]);
  const show = useMoneyText();
  const cents = draft === null || draft.trim() === '' ? null : parseCents(draft);
  const isWrong = draft !== null && draft.trim() !== '' && cents === null;
  const end = () => {
    const isSettled = draft === null || isWrong || isGivenUp.current;
    isGivenUp.current = false;
    setDraft(null);
    if (!isSettled && cents !== present) onSave(cents);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Escape') {
      isGivenUp.current = true;
      event.currentTarget.blur();
    }
    const steps = { Enter: 1, ArrowDown: 1, ArrowUp: -1 } as const;
    const by = steps[event.key as keyof typeof steps];
    if (!by || (isWrong && event.key === 'Enter')) return;
    event.preventDefault();
    step(event.currentTarget, by);
  };
  const shown = line.budgeted === null ? '' : show(line.budgeted, 'plain');
  return (
    <input
      ref={field}
      {...{ [CELL]: '' }}
      className={clsx(classes.amount, isWrong && classes.wrong)}
      aria-label={`Budget for ${name}`}
      aria-invalid={isWrong || undefined}
      title={isWrong ? `Type an amount, such as ${moneyText(250, 'plain')}` : undefined}
      inputMode="decimal"
      autoComplete="off"
      placeholder={placeholder}
      value={draft ?? shown}
      onFocus={() => setDraft(present === null ? '' : centsText(present))}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onKeyDown={onKeyDown}
      onBlur={end}
    />
  );
}
