import { Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import type { ReactNode } from 'react';

interface Question {
  title: string;
  /** What will happen, in a sentence. */
  message: ReactNode;
  /** The verb on the button: "Delete account", never "OK". */
  action: string;
  danger?: boolean;
}

/** Ask before an act that can't be undone; `true` when the owner said yes. */
export function confirm({ title, message, action, danger = true }: Question): Promise<boolean> {
  return new Promise((resolve) => {
    modals.openConfirmModal({
      title,
      children: (
        <Text size="sm" component="div">
          {message}
        </Text>
      ),
      labels: { confirm: action, cancel: 'Cancel' },
      confirmProps: { color: danger ? 'red' : undefined },
      onConfirm: () => resolve(true),
      onCancel: () => resolve(false),
      onClose: () => resolve(false),
    });
  });
}
