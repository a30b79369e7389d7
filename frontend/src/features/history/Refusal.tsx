import { Alert, Anchor, Text } from '@mantine/core';
import { TriangleAlert } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { Problem } from '@/api/problem';
import { blockerOf } from './useUndoAction';

interface RefusalProps {
  problem: Problem;
  onShow: (id: number) => void;
  onClose: () => void;
}

/** Why an undo was refused, and the later change that stands in its way. */
export function Refusal({ problem, onShow, onClose }: RefusalProps) {
  const blocker = blockerOf(problem);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.scrollIntoView({ block: 'nearest' }), []);
  return (
    <Alert
      ref={box}
      color="yellow"
      variant="light"
      role="alert"
      icon={<TriangleAlert size={16} />}
      withCloseButton
      closeButtonLabel="Dismiss"
      onClose={onClose}
    >
      <Text size="sm">{problem.detail}</Text>
      {blocker && (
        <Anchor component="button" type="button" size="sm" underline="always" onClick={() => onShow(blocker.id)}>
          Show “{blocker.summary}”
        </Anchor>
      )}
    </Alert>
  );
}
