import { Button, Group, Text } from '@mantine/core';
import { type Transaction, useSettleDuplicate, useTransaction } from '@/api/transactions';
import { whenDone } from '@/api/whenDone';
import { Money } from '@/components/Money';
import { transactionName } from '@/components/transactions/transactionName';
import { showDone } from '@/components/undoToast';
import { formatDay } from '@/lib/formatting';
import classes from './drawer.module.css';
import { Section } from './Section';

interface DuplicateSectionProps {
  row: Transaction;
  otherId: number;
  onOpen: (id: number) => void;
}

/** The transaction that this one may repeat, and the question whether it does. */
export function DuplicateSection({ row, otherId, onOpen }: DuplicateSectionProps) {
  const { data: other } = useTransaction(otherId);
  const settle = useSettleDuplicate();
  const say = (decision: 'same' | 'different') =>
    whenDone(settle.mutateAsync({ params: { path: { transaction_id: row.id } }, body: { decision } }), (data) => {
      showDone(data, decision === 'same' ? 'Removed the copy.' : 'Kept both.');
      if (decision === 'same') onOpen(otherId);
    });
  return (
    <Section title="Here twice?">
      <Text size="sm">This may be the same payment as</Text>
      {other && (
        <button type="button" className={classes.otherButton} onClick={() => onOpen(other.id)}>
          <span>
            {transactionName(other)}, {formatDay(other.date)}
          </span>
          <Money amount={other.amount} />
        </button>
      )}
      <Group gap="xs">
        <Button size="xs" onClick={() => say('same')}>
          Same, remove this one
        </Button>
        <Button size="xs" variant="default" onClick={() => say('different')}>
          Different, keep both
        </Button>
      </Group>
    </Section>
  );
}
