import { Button } from '@mantine/core';
import type { KeyboardEvent, ReactNode } from 'react';
import type { Transaction } from '@/api/transactions';
import { Leg } from './Leg';
import classes from './Review.module.css';

interface PairProps {
  label: string;
  left: Transaction;
  right: Transaction;
  /** What stands between the two. */
  between: ReactNode;
  /** The two answers. */
  yes: string;
  no: string;
  onYes: () => void;
  onNo: () => void;
}

/** Move to the pair above or below, which holds the focus itself. */
function step(from: HTMLElement, by: 'nextElementSibling' | 'previousElementSibling'): void {
  const next = from[by];
  if (next instanceof HTMLElement) next.focus();
}

/** Two transactions and a question about them: enter is yes, `r` is no, j and k lead to the next. */
export function Pair({ label, left, right, between, yes, no, onYes, onNo }: PairProps) {
  const onKeyDown = (event: KeyboardEvent<HTMLLIElement>) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const here = event.currentTarget;
    const answer = (act: () => void) => () => {
      step(here, here.nextElementSibling ? 'nextElementSibling' : 'previousElementSibling');
      act();
    };
    const acts: Record<string, () => void> = {
      Enter: answer(onYes),
      r: answer(onNo),
      j: () => step(here, 'nextElementSibling'),
      ArrowDown: () => step(here, 'nextElementSibling'),
      k: () => step(here, 'previousElementSibling'),
      ArrowUp: () => step(here, 'previousElementSibling'),
    };
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard stands on the pair
    <li className={classes.pair} tabIndex={0} aria-label={label} onKeyDown={onKeyDown}>
      <Leg row={left} />
      <div className={classes.between}>{between}</div>
      <Leg row={right} />
      <div className={classes.decide}>
        <Button size="xs" onClick={onYes}>
          {yes}
        </Button>
        <Button size="xs" variant="default" onClick={onNo}>
          {no}
        </Button>
      </div>
    </li>
  );
}
