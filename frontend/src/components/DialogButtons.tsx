import { Button, Group } from '@mantine/core';

interface DialogButtonsProps {
  /** The verb on the button. */
  action: string;
  onClose: () => void;
  disabled?: boolean;
  loading?: boolean;
  danger?: boolean;
}

/** The last line of a dialog's form. */
export function DialogButtons({ action, onClose, disabled, loading, danger = false }: DialogButtonsProps) {
  return (
    <Group justify="flex-end" gap="xs" mt="xs">
      <Button variant="default" onClick={onClose}>
        Cancel
      </Button>
      <Button type="submit" disabled={disabled} loading={loading} color={danger ? 'red' : undefined}>
        {action}
      </Button>
    </Group>
  );
}
