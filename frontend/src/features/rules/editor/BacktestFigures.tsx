import { Alert } from '@mantine/core';
import { TriangleAlert } from 'lucide-react';
import type { Backtest } from '@/api/ownRules';
import { formatCount } from '@/lib/formatting';
import classes from './Editor.module.css';

interface Figure {
  label: string;
  count: number;
  tone?: 'good' | 'bad';
  /** Shown where there are none as well. */
  always?: boolean;
}

function figuresOf({ agreements, contradictions, waiting, refiled, taken, untouched }: Backtest): Figure[] {
  return [
    { label: 'you filed just so', count: agreements, tone: agreements ? 'good' : undefined, always: true },
    { label: 'you filed otherwise', count: contradictions, tone: contradictions ? 'bad' : undefined, always: true },
    { label: 'wait for review: it would file them', count: waiting, always: true },
    { label: 'were filed without you: it would file them otherwise', count: refiled },
    { label: 'are taken by a rule that is asked before', count: taken },
    { label: 'are left alone: edited by hand, split, or transfers', count: untouched },
  ];
}

/** By what the rows found are now: where the rule agrees with the owner, and where not. */
export function BacktestFigures({ result }: { result: Backtest }) {
  const figures = figuresOf(result).filter(({ count, always }) => always || count > 0);
  const { agreements, contradictions } = result;
  return (
    <>
      <dl className={classes.figures}>
        {figures.map(({ label, count, tone }) => (
          <div key={label} data-tone={tone}>
            <dt>{label}</dt>
            <dd>{formatCount(count)}</dd>
          </div>
        ))}
      </dl>
      {contradictions > agreements && (
        <Alert color="orange" variant="light" icon={<TriangleAlert size={16} />} p="xs">
          You filed {formatCount(contradictions)} of these otherwise, more than it agrees with. A narrower condition may
          help.
        </Alert>
      )}
    </>
  );
}
