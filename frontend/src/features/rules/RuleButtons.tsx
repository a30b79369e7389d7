import { Button, Group } from '@mantine/core';
import { Trash2 } from 'lucide-react';
import { ErrorState } from '@/components/ErrorState';

interface RuleButtonsProps {
  /** What the server refused. */
  error: unknown;
  isSaving: boolean;
  canSave: boolean;
  /** Left out for a new rule. */
  onDelete?: () => void;
  onClose: () => void;
}

/** The end of a rule's form: what went wrong, and the ways out. */
export function RuleButtons({ error, isSaving, canSave, onDelete, onClose }: RuleButtonsProps) {
  return (
    <>
      {error !== null && <ErrorState error={error} />}
      <Group justify="space-between" gap="xs" mt="xs">
        {onDelete ? (
          <Button
            variant="subtle"
            color="gray"
            c="var(--mantine-color-error)"
            leftSection={<Trash2 size={15} aria-hidden="true" />}
            onClick={onDelete}
          >
            Delete
          </Button>
        ) : (
          <span />
        )}
        <Group gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" disabled={!canSave} loading={isSaving}>
            Save
          </Button>
        </Group>
      </Group>
    </>
  );
}
