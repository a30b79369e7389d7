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
  const { id, summary, undone_by_id, undoes_id, can_undo } = operation;
  const isRedo = undone_by_id !== null || undoes_id !== null;
  const target = undone_by_id ?? (can_undo ? id : null);
  if (target === null) return null;
  const Icon = isRedo ? Redo2 : Undo2;
  const label = isRedo ? 'Redo' : 'Undo';
  return (
    <Button
      variant="default"
      size="xs"
      loading={isBusy}
      leftSection={<Icon size={14} aria-hidden="true" />}
      aria-label={`${label}: ${summary}`}
      onClick={() => onUndo(target)}
    >
      {label}
    </Button>
  );
}
