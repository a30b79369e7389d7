import { Alert, CloseButton, Group, Stack, Text } from '@mantine/core';
import { FileX } from 'lucide-react';
import { asProblem } from '@/api/problem';
import { FileDrop } from '@/components/FileDrop';
import { AccountPicker } from '@/components/pickers/AccountPicker';
import { plural } from '@/lib/formatting';
import type { ImportQueue, Refused } from './useImportQueue';

interface ChooseFilesProps {
  queue: ImportQueue;
  accountId: number | null;
  onAccount: (accountId: number | null) => void;
}

/** The way in: drop or choose files, and say whose they are if the files don't. */
export function ChooseFiles({ queue, accountId, onAccount }: ChooseFilesProps) {
  const { reading, waiting, refused } = queue;
  return (
    <Stack gap="sm">
      {refused.length > 0 && <RefusedFiles refused={refused} onClose={queue.forgetRefused} />}
      <FileDrop
        label="Bank files"
        hint="CSV and Excel of any bank, OFX, QFX, QBO, QIF, CAMT.053, MT940. What it is shows by itself."
        multiple
        isBusy={reading !== null}
        onFiles={queue.add}
      />
      <Group gap="sm" justify="space-between">
        <Group gap="xs">
          <Text size="sm" id="import-into">
            Import into
          </Text>
          <AccountPicker
            aria-label="Import into"
            placeholder="As the file shows"
            value={accountId}
            onChange={onAccount}
            clearable
          />
        </Group>
        <Text size="sm" c="dimmed" role="status">
          {reading && `Reading ${reading}…`}
          {waiting.length > 0 && ` ${plural(waiting.length, 'more file')} after it`}
        </Text>
      </Group>
    </Stack>
  );
}

interface RefusedFilesProps {
  refused: readonly Refused[];
  onClose: () => void;
}

function RefusedFiles({ refused, onClose }: RefusedFilesProps) {
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
