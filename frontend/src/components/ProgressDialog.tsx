import { Button, Group, Modal, Progress, Text } from '@mantine/core';
import { formatCount } from '@/lib/formatting';

interface ProgressDialogProps {
  isOpen: boolean;
  title: string;
  /** What is being done at the moment. */
  phase?: string;
  done: number;
  total: number;
  onCancel?: () => void;
  isCancelling?: boolean;
}

/** Something that takes more than a second: how far it is, and a way out that leaves nothing behind. */
export function ProgressDialog(props: ProgressDialogProps) {
  const { isOpen, title, phase, done, total, onCancel, isCancelling = false } = props;
  const percent = total > 0 ? Math.min(100, (done / total) * 100) : 0;
  return (
    <Modal
      opened={isOpen}
      onClose={() => onCancel?.()}
      title={title}
      withCloseButton={false}
      closeOnClickOutside={false}
    >
      <Progress.Root size="lg" radius="xl">
        <Progress.Section value={total > 0 ? percent : 100} animated={total === 0} aria-label={title} />
      </Progress.Root>
      <Group justify="space-between" mt="sm">
        <Text size="sm" c="dimmed" role="status">
          {phase ?? 'Working'}
          {total > 0 && ` · ${formatCount(done)} of ${formatCount(total)}`}
        </Text>
        {onCancel && (
          <Button variant="default" size="xs" onClick={onCancel} loading={isCancelling}>
            Cancel
          </Button>
        )}
      </Group>
    </Modal>
  );
}
