import { Alert, CloseButton, Group, Stack, Text } from '@mantine/core';
import { FileX } from 'lucide-react';
import { asProblem } from '@/api/problem';
import type { Refused } from './useImportQueue';

interface RefusedFilesProps {
  refused: readonly Refused[];
  onClose: () => void;
}

/** Files that could not be read at all, each with the reason. */
export function RefusedFiles({ refused, onClose }: RefusedFilesProps) {
  if (refused.length === 0) return null;
  return (
    <Alert color="red" variant="light" role="alert" icon={<FileX size={18} />} title="Could not be read">
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <Stack gap={4}>
          {refused.map(({ name, error }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the list only grows, and the same file may come twice
            <Text size="sm" key={index}>
              <strong>{name}</strong> – {asProblem(error).detail}
            </Text>
          ))}
        </Stack>
        <CloseButton aria-label="Dismiss" onClick={onClose} />
      </Group>
    </Alert>
  );
}
