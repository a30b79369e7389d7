import { Group, Stack, Text } from '@mantine/core';
import { useCancelJob } from '@/api/imports';
import { FileDrop } from '@/components/FileDrop';
import { ProgressDialog } from '@/components/ProgressDialog';
import { AccountPicker } from '@/components/pickers/AccountPicker';
import { plural } from '@/lib/formatting';
import { phaseOf } from './phases';
import type { ImportQueue } from './useImportQueue';

interface ChooseFilesProps {
  queue: ImportQueue;
  accountId: number | null;
  onAccount: (accountId: number | null) => void;
}

/** The way in: drop or choose files, and say whose they are if the files don't. */
export function ChooseFiles({ queue, accountId, onAccount }: ChooseFilesProps) {
  const { reading, progress, waiting } = queue;
  const stop = useCancelJob();
  return (
    <Stack gap="sm">
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
      <ProgressDialog
        isOpen={progress !== null}
        title={`Reading ${reading ?? 'the file'}`}
        phase={phaseOf(progress?.phase)}
        done={progress?.done ?? 0}
        total={progress?.total ?? 0}
        onCancel={() => progress && stop.mutate({ params: { path: { job_id: progress.id } } })}
        isCancelling={stop.isPending}
      />
    </Stack>
  );
}
