import { Button, Modal, Text, Textarea, Title } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { asProblem } from '@/api/problem';
import { useSaveSettings, useSettings } from '@/api/settings';
import { DialogButtons } from '@/components/DialogButtons';
import classes from './Adviser.module.css';

const KEY = 'insights_context';
const LONGEST = 4000;

/** What the adviser should know about the household, in the owner's words. */
export function NoteCard() {
  const { data: settings } = useSettings();
  const [isOpen, setOpen] = useState(false);
  const note = settings?.[KEY]?.value ?? '';
  const close = () => setOpen(false);
  return (
    <section aria-label="What it should know">
      <div className={classes.sideHead}>
        <Title order={2}>What it should know</Title>
        <Button variant="subtle" size="compact-sm" onClick={() => setOpen(true)}>
          {note ? 'Edit' : 'Add'}
        </Button>
      </div>
      <Text size="sm" c={note ? undefined : 'dimmed'} lineClamp={6} className={classes.note}>
        {note || 'Your plans, who lives in the house, what matters to you. It is sent with every question.'}
      </Text>
      <Modal opened={isOpen} onClose={close} title="What the adviser should know">
        {isOpen && <NoteForm note={note} onClose={close} />}
      </Modal>
    </section>
  );
}

function NoteForm({ note, onClose }: { note: string; onClose: () => void }) {
  const [text, setText] = useState(note);
  const saving = useSaveSettings();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    saving.mutate({ body: { [KEY]: text.trim() || null } }, { onSuccess: onClose });
  };
  return (
    <form onSubmit={submit}>
      <Textarea
        label="Note"
        description="Sent with every question, without names, numbers and addresses."
        placeholder="We save for a house in two years. Our daughter starts school in September."
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        error={saving.error ? asProblem(saving.error).detail : undefined}
        autosize
        minRows={4}
        maxRows={12}
        maxLength={LONGEST}
        data-autofocus
      />
      <DialogButtons action="Save" onClose={onClose} loading={saving.isPending} />
    </form>
  );
}
