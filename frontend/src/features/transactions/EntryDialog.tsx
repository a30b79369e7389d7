import { Modal } from '@mantine/core';
import { EntryForm } from './EntryForm';

interface EntryDialogProps {
  isOpen: boolean;
  /** The account that is filtered by, if any. */
  accountId: number | null;
  onClose: () => void;
}

/** Type in a transaction, such as one paid in cash. */
export function EntryDialog({ isOpen, accountId, onClose }: EntryDialogProps) {
  return (
    <Modal opened={isOpen} onClose={onClose} title="Add a transaction" size="md">
      <EntryForm accountId={accountId} onDone={onClose} />
    </Modal>
  );
}
