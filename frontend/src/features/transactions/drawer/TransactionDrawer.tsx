import { ActionIcon, Button, Drawer, Group } from '@mantine/core';
import { ChevronDown, ChevronUp, Trash2 } from 'lucide-react';
import { type Transaction, useTransaction } from '@/api/transactions';
import { Answer } from '@/components/Answer';
import classes from './drawer.module.css';
import { TransactionDetail } from './TransactionDetail';

interface TransactionDrawerProps {
  /** Which transaction; `null` closes the drawer. */
  id: number | null;
  onClose: () => void;
  /** Look at another one, such as the other half of a transfer. */
  onOpen: (id: number) => void;
  /** The next one in the list, or the one before. */
  onStep: (by: 1 | -1) => void;
  onDelete: (row: Transaction) => void;
}

/** Everything about one transaction, beside the list. */
export function TransactionDrawer({ id, ...acts }: TransactionDrawerProps) {
  return (
    <Drawer.Root opened={id !== null} onClose={acts.onClose} position="right" size={480}>
      <Drawer.Overlay backgroundOpacity={0.25} />
      <Drawer.Content>{id !== null && <DrawerBody key={id} id={id} {...acts} />}</Drawer.Content>
    </Drawer.Root>
  );
}

interface DrawerBodyProps extends Omit<TransactionDrawerProps, 'id'> {
  id: number;
}

function DrawerBody({ id, onOpen, onStep, onDelete }: DrawerBodyProps) {
  const row = useTransaction(id);
  return (
    <>
      <div className={classes.bar}>
        <Drawer.Title>Transaction</Drawer.Title>
        <Group gap={2}>
          <ActionIcon aria-label="Previous transaction" onClick={() => onStep(-1)}>
            <ChevronUp size={18} aria-hidden="true" />
          </ActionIcon>
          <ActionIcon aria-label="Next transaction" onClick={() => onStep(1)}>
            <ChevronDown size={18} aria-hidden="true" />
          </ActionIcon>
          <Drawer.CloseButton aria-label="Close" />
        </Group>
      </div>
      <Drawer.Body>
        <Answer query={row}>
          {(transaction) => (
            <>
              <TransactionDetail row={transaction} onOpen={onOpen} />
              <Button
                variant="subtle"
                color="red"
                leftSection={<Trash2 size={15} aria-hidden="true" />}
                onClick={() => onDelete(transaction)}
              >
                Delete
              </Button>
            </>
          )}
        </Answer>
      </Drawer.Body>
    </>
  );
}
