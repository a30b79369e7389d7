import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { ReactNode } from 'react';
import { operationOf } from '@/api/client';
import { undoOperation } from '@/api/operations';
import { notifyProblem } from '@/api/queryClient';
import { Store } from '@/lib/store';

interface UndoToast {
  message: string;
  /** Left out or 0 where there is nothing to undo: then it only tells. */
  operationId?: number;
  onUndone?: () => void;
  /** What goes with it, such as a question about what was learned; then it stays twice as long. */
  more?: ReactNode;
}

const latest = new Store<UndoToast | null>(null);

const TOAST = 'latest-operation';

async function undo({ operationId, onUndone }: UndoToast): Promise<void> {
  notifications.hide(TOAST);
  latest.set(null);
  if (!operationId) return;
  try {
    const summary = await undoOperation(operationId);
    notifications.show({ message: summary || 'Undone.' });
    onUndone?.();
  } catch (error) {
    notifyProblem(error);
  }
}

/** Say what was done, with a button that takes it back. The next one replaces it. */
export function showUndo(toast: UndoToast): void {
  latest.set(toast.operationId ? toast : null);
  notifications.hide(TOAST);
  notifications.show({
    id: TOAST,
    autoClose: toast.more ? 16_000 : 8_000,
    message: (
      <>
        <Group justify="space-between" wrap="nowrap" gap="sm">
          <Text size="sm">{toast.message}</Text>
          {toast.operationId && (
            <Button size="xs" variant="light" flex="none" onClick={() => undo(toast)}>
              Undo
            </Button>
          )}
        </Group>
        {toast.more}
      </>
    ),
  });
}

/** Take the toast off the screen; what it told of can still be undone by `u`. */
export const hideUndo = (): string => notifications.hide(TOAST);

/** `showUndo` for the answer of a write made by `$api.useMutation`, which knows its operation. */
export const showDone = (data: unknown, message: string, onUndone?: () => void): void =>
  showUndo({ message, operationId: operationOf(data), onUndone });

/** Undo what the last toast told of, for the `u` key; does nothing when there is nothing. */
export async function undoLatest(): Promise<void> {
  const toast = latest.get();
  if (toast) await undo(toast);
}
