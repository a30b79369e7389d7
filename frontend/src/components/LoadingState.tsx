import { Skeleton, Stack, VisuallyHidden } from '@mantine/core';

interface LoadingStateProps {
  /** The outline of what is coming: lines of a list, cards in a row, or one block. */
  shape?: 'rows' | 'cards' | 'block';
  count?: number;
  height?: number;
  label?: string;
}

const lines = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

/** The outline of what is being fetched. */
export function LoadingState({ shape = 'rows', count = 8, height, label = 'Loading' }: LoadingStateProps) {
  const tall = height ?? { rows: 28, cards: 96, block: 240 }[shape];
  const amount = shape === 'block' ? 1 : count;
  return (
    <div role="status" aria-busy="true">
      <VisuallyHidden>{label}…</VisuallyHidden>
      <Stack gap={shape === 'rows' ? 'xs' : 'md'} aria-hidden="true">
        {lines(amount).map((line) => (
          <Skeleton key={line} height={tall} width={shape === 'rows' ? `${100 - (line % 4) * 6}%` : '100%'} />
        ))}
      </Stack>
    </div>
  );
}
