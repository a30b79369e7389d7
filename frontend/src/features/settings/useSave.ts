import { notifications } from '@mantine/notifications';
import { asProblem } from '@/api/problem';
import { useSaveSettings } from '@/api/settings';

/** Save one setting; a refusal comes back as the sentence to stand beside the field. */
export function useSave() {
  const saving = useSaveSettings();
  const save = (key: string, value: string | null, onSaved?: () => void) =>
    saving.mutate(
      { body: { [key]: value } },
      {
        onSuccess: () => {
          notifications.show({ message: value === null ? 'Cleared.' : 'Saved.' });
          onSaved?.();
        },
      },
    );
  return { save, isSaving: saving.isPending, error: saving.error ? asProblem(saving.error).detail : null };
}
