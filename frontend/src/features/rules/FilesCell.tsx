import { Text, Tooltip } from '@mantine/core';
import type { Mapping } from '@/api/rules';
import { useSettings } from '@/api/settings';

interface FilesCellProps {
  mapping: Mapping;
}

/** Whether a merchant rule files by itself, or how far it is from that. */
export function FilesCell({ mapping: { confidence, is_ambiguous, is_enabled } }: FilesCellProps) {
  const { data } = useSettings();
  const threshold = Number(data?.auto_confirm_threshold?.value ?? 3);
  if (!is_enabled)
    return (
      <Text span size="sm" c="dimmed">
        not
      </Text>
    );
  if (!is_ambiguous && confidence >= threshold) return 'by itself';
  const why = is_ambiguous
    ? 'You file it under several categories, so it always asks.'
    : `It only suggests until you have confirmed it ${threshold} times.`;
  return (
    <Tooltip label={why}>
      <Text span size="sm" c="dimmed">
        asks{!is_ambiguous && ` (${confidence} of ${threshold})`}
      </Text>
    </Tooltip>
  );
}
