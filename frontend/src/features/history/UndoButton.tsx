import { Button } from '@mantine/core';
import { Redo2, Undo2 } from 'lucide-react';
import type { Operation } from '@/api/history';

interface UndoButtonProps {
  operation: Operation;
  onUndo: (id: number) => void;
  isBusy: boolean;
}

/** Takes an operation back; for one that was taken back, does it again. */
export function UndoButton({ operation, onUndo, isBusy }: UndoButtonProps) {
  const { summary, undone_by_id: undoing, undoes_id } = operation;
  // An undo itself has no button: the way back stands at what it undid.
  if (undoes_id !== null) return null;
  const isRedo = undoing !== null;
  const Icon = isRedo ? Redo2 : Undo2;
  const label = isRedo ? 'Redo' : 'Undo';
  return (
    <Button
      variant="default"
      size="xs"
      loading={isBusy}
      leftSection={<Icon size={14} aria-hidden="true" />}
      aria-label={`${label}: ${summary}`}
      onClick={() => onUndo(undoing ?? operation.id)}
    >
      {label}
    </Button>
  );
}
