import { Text } from '@mantine/core';
import { CopyCheck, Equal } from 'lucide-react';
import { type PossibleDuplicate, usePossibleDuplicates } from '@/api/review';
import { useSettleDuplicate } from '@/api/transactions';
import { whenDone } from '@/api/whenDone';
import { Answer } from '@/components/Answer';
import { EmptyState } from '@/components/EmptyState';
import { transactionName } from '@/components/transactions/transactionName';
import { showDone } from '@/components/undoToast';
import { Pair } from './Pair';
import classes from './Review.module.css';

/** Transactions that may be here twice. */
export function DuplicatesTab() {
  const pairs = usePossibleDuplicates();
  const settle = useSettleDuplicate();
  const say = ({ transaction }: PossibleDuplicate, decision: 'same' | 'different') =>
    whenDone(settle.mutateAsync({ params: { path: { transaction_id: transaction.id } }, body: { decision } }), (data) =>
      showDone(data, decision === 'same' ? 'Removed the copy.' : 'Kept both.'),
    );
  return (
    <Answer
      query={pairs}
      isEmpty={({ items }) => items.length === 0}
      empty={
        <EmptyState title="No possible duplicates" icon={CopyCheck}>
          A payment that comes from two sources in other words, such as a file and by hand, would show up here.
        </EmptyState>
      }
    >
      {({ items }) => (
        <>
          <Text size="sm" c="dimmed">
            The first of each pair may be the same payment as the second. Nothing is merged unless you say so.
          </Text>
          <ul className={classes.pairs}>
            {items.map((pair) => (
              <Pair
                key={pair.transaction.id}
                label={`${transactionName(pair.transaction)}, maybe here twice`}
                left={pair.transaction}
                right={pair.other}
                between={<Equal size={16} aria-label="may be the same as" />}
                yes="Same, remove the first"
                no="Different"
                onYes={() => say(pair, 'same')}
                onNo={() => say(pair, 'different')}
              />
            ))}
          </ul>
        </>
      )}
    </Answer>
  );
}
