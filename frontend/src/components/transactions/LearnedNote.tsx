import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type Learned, useAnswerLearned } from '@/api/transactions';
import { formatCount } from '@/lib/formatting';
import { hideUndo } from '../undoToast';

interface LearnedNoteProps {
  learned: readonly Learned[];
  /** The decisions that it was learned from. */
  transactionIds: number[];
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
      <Group gap={4} mt={6} wrap="nowrap">
        <Button size="xs" px={10} variant="default" onClick={hideUndo}>
          Keep
        </Button>
        <Button size="xs" px={8} variant="subtle" onClick={() => say('once')}>
          Only this once
        </Button>
        <Button size="xs" px={8} variant="subtle" onClick={() => say('never')}>
          Never{others.length ? '' : ' for this merchant'}
        </Button>
      </Group>
    </div>
  );
}
