import { Progress, Text } from '@mantine/core';
import type { RunProgress } from '@/api/liveRun';
import { formatCount } from '@/lib/formatting';

interface SyncProgressProps {
  progress: RunProgress | null;
  /** Whose rows are fetched. */
  institution: string;
}

/** What a running sync is at: told as it goes, to screen readers as well. */
export function SyncProgress({ progress, institution }: SyncProgressProps) {
  const { sentence = `Asking ${institution} for news`, done = 0, total = 0 } = progress ?? {};
  const isCounted = total > 0;
  return (
    <div>
      <Progress.Root size="sm" radius="xl">
        <Progress.Section
          value={isCounted ? Math.min(100, (done / total) * 100) : 100}
          animated={!isCounted}
          aria-label={`Bringing ${institution} up to date`}
        />
      </Progress.Root>
      <Text size="xs" c="dimmed" mt={6} role="status">
        {sentence}
        {isCounted && ` · ${formatCount(done)} of ${formatCount(total)}`}
      </Text>
    </div>
  );
}
