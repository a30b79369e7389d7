import { Button, Group, Text } from '@mantine/core';
import type { Transaction } from '@/api/transactions';
import { useConfirmTransfer, useRefuseTransfer, useUnpairTransfer } from '@/api/transfers';
import { whenDone } from '@/api/whenDone';
import { showDone, showUndo } from '@/components/undoToast';
import { Section } from './Section';

interface TransferSectionProps {
  transfer: NonNullable<Transaction['transfer']>;
  /** Of this half: positive went to the other account. */
  amount: number;
  onOpen: (id: number) => void;
}

/** The pair that the transaction is one half of. */
export function TransferSection({ transfer, amount, onOpen }: TransferSectionProps) {
  const confirm = useConfirmTransfer();
  const refuse = useRefuseTransfer();
  const unpair = useUnpairTransfer();
  const path = { params: { path: { transfer_id: transfer.id } } };
  const isSure = transfer.status === 'confirmed';
  return (
    <Section
      title="Transfer"
      action={
        <Button size="xs" variant="subtle" onClick={() => onOpen(transfer.other_transaction_id)}>
          Show the other half
        </Button>
      }
    >
      <Text size="sm">
        {isSure ? 'Moved' : 'Looks like it was moved'} {amount > 0 ? 'to' : 'from'}{' '}
        <strong>{transfer.other_account_name}</strong>. A transfer between your accounts is neither spending nor income.
      </Text>
      <Group gap="xs">
        {isSure ? (
          <Button
            size="xs"
            variant="default"
            onClick={() =>
              whenDone(unpair.mutateAsync(transfer.id), (operationId) =>
                showUndo({ message: 'Taken apart: no transfer.', operationId }),
              )
            }
          >
            Take apart
          </Button>
        ) : (
          <>
            <Button
              size="xs"
              onClick={() => whenDone(confirm.mutateAsync(path), (data) => showDone(data, 'Confirmed as a transfer.'))}
            >
              Yes, a transfer
            </Button>
            <Button
              size="xs"
              variant="default"
              onClick={() =>
                whenDone(refuse.mutateAsync(path), (data) => showDone(data, 'Not a transfer. I will not ask again.'))
              }
            >
              No
            </Button>
          </>
        )}
      </Group>
    </Section>
  );
}
