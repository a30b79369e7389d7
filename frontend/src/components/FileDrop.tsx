import '@mantine/dropzone/styles.css';
import { Group, Text } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import { notifications } from '@mantine/notifications';
import { FileDown, Files, FileX } from 'lucide-react';
import { useStatus } from '@/api/status';
import { formatBytes } from '@/lib/formatting';

interface FileDropProps {
  onFiles: (files: File[]) => void;
  /** What the field is for: "Bank file". */
  label: string;
  hint?: string;
  isBusy?: boolean;
  multiple?: boolean;
}

const ICON = { size: 30, strokeWidth: 1.5, 'aria-hidden': true } as const;

/** Drop a file, or click to choose one. What it holds is for the server to find out. */
export function FileDrop({ onFiles, label, hint, isBusy, multiple = false }: FileDropProps) {
  const { data } = useStatus();
  const maxBytes = data?.upload_limit_bytes ?? 25 * 2 ** 20;
  const refuse = () =>
    notifications.show({
      color: 'red',
      title: 'Not taken',
      message: `${multiple ? 'Files' : 'One file'} of up to ${formatBytes(maxBytes)} can be read.`,
    });
  return (
    <Dropzone
      onDrop={onFiles}
      onReject={refuse}
      loading={isBusy}
      multiple={multiple}
      maxSize={maxBytes}
      radius="lg"
      inputProps={{ 'aria-label': label }}
      aria-label={`${label}: drop here, or press Enter to choose`}
    >
      <Group justify="center" gap="md" mih={140} style={{ pointerEvents: 'none' }}>
        <Dropzone.Accept>
          <FileDown {...ICON} />
        </Dropzone.Accept>
        <Dropzone.Reject>
          <FileX {...ICON} />
        </Dropzone.Reject>
        <Dropzone.Idle>
          <Files {...ICON} />
        </Dropzone.Idle>
        <div>
          <Text fw={600} size="lg">
            Drop {multiple ? 'files' : 'a file'} here, or click to choose
          </Text>
          {hint && (
            <Text c="dimmed" size="sm">
              {hint}
            </Text>
          )}
        </div>
      </Group>
    </Dropzone>
  );
}
