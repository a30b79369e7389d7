import { Button, Group, Text } from '@mantine/core';
import { ArrowRight, CheckCheck } from 'lucide-react';
import { type TransferPair, useConfirmTransfer, useRefuseTransfer, useSuggestedTransfers } from '@/api/transfers';
import { whenDone } from '@/api/whenDone';
import { Answer } from '@/components/Answer';
import { EmptyState } from '@/components/EmptyState';
import { showDone, showUndo } from '@/components/undoToast';
import { plural } from '@/lib/formatting';
import { Pair } from './Pair';
import classes from './Review.module.css';

const daysText = (days: number): string => (days === 0 ? 'same day' : `${plural(days, 'day')} apart`);

/** Pairs that look like money moved between own accounts. */
export function TransfersTab() {
  const pairs = useSuggestedTransfers();
  const confirm = useConfirmTransfer();
  const refuse = useRefuseTransfer();
  const path = ({ id }: TransferPair) => ({ params: { path: { transfer_id: id } } });
  const accept = (pair: TransferPair) =>
    whenDone(confirm.mutateAsync(path(pair)), (data) => showDone(data, 'Confirmed as a transfer.'));
  const acceptAll = async (all: readonly TransferPair[]) => {
    for (const pair of all) await confirm.mutateAsync(path(pair));
    showUndo({ message: `Confirmed ${plural(all.length, 'transfer')}. Each can be undone under History.` });
  };
  return (
    <Answer
      query={pairs}
      isEmpty={({ items }) => items.length === 0}
      empty={
        <EmptyState title="No transfers to look at" icon={ArrowRight}>
          When money leaves one of your accounts and arrives in another, the pair shows up here.
        </EmptyState>
      }
    >
      {({ items, total }) => (
        <>
          <Group justify="space-between" gap="xs">
            <Text size="sm" c="dimmed">
              Transfers between your accounts are neither spending nor income.
            </Text>
            {items.length > 1 && (
              <Button
                variant="default"
                leftSection={<CheckCheck size={15} aria-hidden="true" />}
                loading={confirm.isPending}
                onClick={() => acceptAll(items)}
              >
                Confirm all {items.length === total ? total : `${items.length} in sight`}
              </Button>
            )}
          </Group>
          <ul className={classes.pairs}>
            {items.map((pair) => (
              <Pair
                key={pair.id}
                label={`From ${pair.out.account_name} to ${pair.in.account_name}, ${daysText(pair.days_apart)}`}
                left={pair.out}
                right={pair.in}
                between={
                  <>
                    <ArrowRight size={16} aria-hidden="true" />
                    {daysText(pair.days_apart)}
                  </>
                }
                yes="Confirm"
                no="No transfer"
                onYes={() => accept(pair)}
                onNo={() => whenDone(refuse.mutateAsync(path(pair)), (data) => showDone(data, 'I will not ask again.'))}
              />
            ))}
          </ul>
        </>
      )}
    </Answer>
  );
}
