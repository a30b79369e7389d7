import { Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type Learned, useAnswerLearned } from '@/api/transactions';
import { formatCount } from '@/lib/formatting';
import { hideUndo } from '../undoToast';
import classes from './LearnedNote.module.css';

interface LearnedNoteProps {
  learned: readonly Learned[];
  /** The decisions that it was learned from; left out, the last ones that taught it. */
  transactionIds?: number[];
}

/** What a decision taught, and the owner's say in it: keep it, only this once, never. */
export function LearnedNote({ learned, transactionIds }: LearnedNoteProps) {
  const answer = useAnswerLearned();
  const [first, ...others] = learned;
  if (!first) return null;
  const say = async (choice: 'once' | 'never') => {
    hideUndo();
    for (const { mapping_id } of learned) {
      await answer.mutateAsync({
        params: { path: { mapping_id } },
        body: { choice, transaction_ids: transactionIds },
      });
    }
    const name = others.length ? `${formatCount(learned.length)} merchants` : first.merchant_name;
    notifications.show({
      message:
        choice === 'once'
          ? `Only this once: I learned nothing about ${name}.`
          : `I will never file ${name} by myself. You find it under Rules.`,
    });
  };
  return (
    <div>
      <Text size="sm" c="dimmed" mt={4}>
        {first.sentence}
        {/[.!?]$/.test(first.sentence) ? '' : '.'}
        {others.length > 0 && ` And ${formatCount(others.length)} more.`}
      </Text>
      <div className={classes.choices}>
        <button type="button" onClick={hideUndo}>
          Keep
        </button>
        <button type="button" onClick={() => say('once')}>
          Only this once
        </button>
        <button type="button" onClick={() => say('never')}>
          Never{others.length ? '' : ' for this merchant'}
        </button>
      </div>
    </div>
  );
}
