import { Button, Loader, Text } from '@mantine/core';
import { CircleAlert, RotateCw, TriangleAlert } from 'lucide-react';
import { lazy, Suspense } from 'react';
import type { Fact, Mark, Outcome } from '@/api/insights';
import classes from './Adviser.module.css';

// Reading Markdown takes as much code as a screen: fetched with the first answer.
const AnswerText = lazy(async () => ({ default: (await import('./AnswerText')).AnswerText }));

export interface AnswerCardProps {
  text: string;
  facts: ReadonlyMap<number, Fact>;
  marks: readonly Mark[];
  /** Null while it runs. */
  outcome: Outcome | null;
  error?: string | null;
  /** What is happening while there is more to come. */
  waiting?: string;
  /** Asks the same again, where there is no whole answer. */
  onRetry?: () => void;
}

const ENDINGS: Partial<Record<Outcome, string>> = {
  cut: 'This answer stopped before its end.',
  refused: 'The model declined to answer this.',
  failed: 'There was no answer.',
};

/** An answer, with what became of it and how many of its numbers nothing backs. */
export function AnswerCard({ text, facts, marks, outcome, error, waiting, onRetry }: AnswerCardProps) {
  const ending = error ?? (outcome ? ENDINGS[outcome] : undefined);
  return (
    <article className={classes.answer} aria-label="Adviser" aria-busy={outcome === null}>
      {text && (
        <Suspense fallback={<Text size="md">{text}</Text>}>
          <AnswerText text={text} facts={facts} marks={marks} />
        </Suspense>
      )}
      {marks.length > 0 && outcome !== null && (
        <p className={classes.doubts}>
          <TriangleAlert size={15} aria-hidden="true" />
          {marks.length === 1
            ? 'One number here has no figure of yours behind it. It is underlined.'
            : `${marks.length} numbers here have no figure of yours behind them. They are underlined.`}
        </p>
      )}
      {waiting && (
        <p className={classes.waiting} aria-hidden="true">
          <Loader size={14} type="dots" />
          {waiting}
        </p>
      )}
      {ending && (
        <p className={classes.ending}>
          <CircleAlert size={15} aria-hidden="true" />
          {ending}
        </p>
      )}
      {ending && onRetry && (
        <Button
          variant="default"
          size="xs"
          mt="xs"
          leftSection={<RotateCw size={14} aria-hidden="true" />}
          onClick={onRetry}
        >
          Ask again
        </Button>
      )}
    </article>
  );
}
