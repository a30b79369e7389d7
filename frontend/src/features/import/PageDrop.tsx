import '@mantine/dropzone/styles.css';
import { Group, Text } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import { FileDown } from 'lucide-react';

interface PageDropProps {
  onFiles: (files: File[]) => void;
}

/** The whole window takes files, wherever they are dropped. */
export function PageDrop({ onFiles }: PageDropProps) {
  return (
    <Dropzone.FullScreen onDrop={onFiles} inputProps={{ 'aria-label': 'Files dropped on the window', tabIndex: -1 }}>
      <Group justify="center" gap="md" mih="60vh" style={{ pointerEvents: 'none' }}>
        <FileDown size={36} strokeWidth={1.5} aria-hidden="true" />
        <Text fw={600} size="xl">
          Drop the files anywhere
        </Text>
      </Group>
    </Dropzone.FullScreen>
  );
}
