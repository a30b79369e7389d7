import { Button, Card, CloseButton, Group } from '@mantine/core';
import { CircleCheck, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { undoOperation } from '@/api/operations';
import { notifyProblem } from '@/api/queryClient';
import { formatCount, plural } from '@/lib/formatting';

import classes from './ImportResult.module.css';

/** What an import did, as the job told it. */
export interface Outcome {
  stagedId: string;
  fileName: string;
  operationId: number | null;
  importIds: number[];
  imported: number;
  skipped: number;
  filed: number;
  toReview: number;
}

interface ImportResultProps {
  outcome: Outcome;
  onClose: () => void;
}

/** `214 imported, 12 were here already, 190 filed by themselves, 24 to review` */
export function outcomeWords({ imported, skipped, filed, toReview }: Outcome): string {
  const parts = [`${formatCount(imported)} imported`];
  if (skipped > 0) parts.push(`${formatCount(skipped)} ${skipped === 1 ? 'was' : 'were'} here already`);
  if (filed > 0) parts.push(`${formatCount(filed)} filed by ${filed === 1 ? 'itself' : 'themselves'}`);
  if (imported > 0) parts.push(toReview > 0 ? `${formatCount(toReview)} to review` : 'nothing to review');
  return parts.join(', ');
}

/** After an import: what came of it, and where to go from here. */
export function ImportResult({ outcome, onClose }: ImportResultProps) {
  const [state, setState] = useState<'done' | 'undoing' | 'undone'>('done');
  const { operationId, importIds, toReview, imported, fileName } = outcome;
  const undo = async () => {
    if (operationId === null) return;
    setState('undoing');
    try {
      await undoOperation(operationId);
      setState('undone');
    } catch (error) {
      setState('done');
      notifyProblem(error);
    }
  };
  const isUndone = state === 'undone';
  return (
    <Card component="section" role="status" padding="sm" aria-label={`Result of ${fileName}`}>
      <div className={classes.result}>
        {isUndone ? (
          <Undo2 size={20} aria-hidden="true" />
        ) : (
          <CircleCheck size={20} className={classes.done} aria-hidden="true" />
        )}
        <div className={classes.words}>
          <strong>{isUndone ? `${fileName}: import undone` : fileName}</strong>
          <span>{isUndone ? `${plural(imported, 'transaction')} removed again.` : `${outcomeWords(outcome)}.`}</span>
        </div>
        {!isUndone && imported > 0 && (
          <Group gap="xs">
            {toReview > 0 && (
              <Button component={Link} to="/review">
                Review {formatCount(toReview)}
              </Button>
            )}
            {importIds.length === 1 && (
              <Button component={Link} to={`/transactions?import_id=${importIds[0]}`} variant="default">
                Show them
              </Button>
            )}
            {operationId !== null && (
              <Button variant="default" loading={state === 'undoing'} onClick={undo}>
                Undo import
              </Button>
            )}
          </Group>
        )}
        <CloseButton aria-label={`Dismiss the result of ${fileName}`} onClick={onClose} />
      </div>
    </Card>
  );
}
