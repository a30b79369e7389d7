import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useUndo } from '@/api/history';
import { asProblem, type Problem } from '@/api/problem';

interface Blocker {
  id: number;
  summary: string;
}

/** The later change that an undo names as standing in its way, if it names one. */
export function blockerOf(problem: Problem): Blocker | null {
  const given = problem.extra.blocked_by;
  if (typeof given !== 'object' || given === null) return null;
  const { id, summary } = given as Partial<Blocker>; // Both are looked at before they are used.
  return typeof id === 'number' && typeof summary === 'string' ? { id, summary } : null;
}

/** Undo an operation; what the server refuses is kept, to be shown beside it. */
export function useUndoAction() {
  const undoing = useUndo();
  const [refusal, setRefusal] = useState<{ id: number; problem: Problem } | null>(null);
  const undo = (id: number) => {
    setRefusal(null);
    undoing.mutate(
      { params: { path: { operation_id: id } } },
      {
        onSuccess: ({ summary }) => notifications.show({ message: summary }),
        onError: (error) => setRefusal({ id, problem: asProblem(error) }),
      },
    );
  };
  const busyId = undoing.isPending ? undoing.variables.params.path.operation_id : null;
  return { undo, refusal, busyId, forget: () => setRefusal(null) };
}
