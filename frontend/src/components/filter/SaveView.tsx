import { Button, Code, Modal, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { asProblem } from '@/api/problem';
import { type SavedView, useAddView } from '@/api/views';
import { showDone } from '../undoToast';

interface SaveViewProps {
  isOpen: boolean;
  query: string;
  onClose: () => void;
  onSaved: (view: SavedView) => void;
}

/** Give the present filter a name. */
export function SaveView({ isOpen, onClose, ...form }: SaveViewProps) {
  return (
    <Modal opened={isOpen} onClose={onClose} title="Save this filter">
      <SaveForm {...form} onClose={onClose} />
    </Modal>
  );
}

function SaveForm({ query, onClose, onSaved }: Omit<SaveViewProps, 'isOpen'>) {
  const [name, setName] = useState('');
  const { mutateAsync: add, error, isPending } = useAddView();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    try {
      const view = await add({ body: { name, query } });
      onClose();
      showDone(view, `Saved the view “${view.name}”.`);
      onSaved(view);
    } catch {
      // The form shows what is wrong.
    }
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <TextInput
          label="Name"
          placeholder="Eating out"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={error && asProblem(error).detail}
          maxLength={60}
          data-autofocus
        />
        <div>
          <Text size="xs" c="dimmed" mb={4}>
            It shows
          </Text>
          <Code block>{query}</Code>
        </div>
        <Button type="submit" loading={isPending} disabled={!name.trim()}>
          Save view
        </Button>
      </Stack>
    </form>
  );
}
