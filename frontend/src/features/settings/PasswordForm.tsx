import { Button, Group, PasswordInput, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type FormEvent, useState } from 'react';
import { useChangePassword } from '@/api/lock';
import { asProblem } from '@/api/problem';

export type PasswordAct = 'set' | 'change' | 'remove';

const WORDS: Record<PasswordAct, { button: string; done: string }> = {
  set: { button: 'Set password', done: 'The password is set. The app locks when nobody uses it.' },
  change: { button: 'Change password', done: 'The password is changed. Other browsers are locked.' },
  remove: { button: 'Remove password', done: 'The password is removed.' },
};

const SHORTEST = 8;

interface PasswordFormProps {
  act: PasswordAct;
  onClose: () => void;
}

/** Sets, changes or removes the app's password. */
export function PasswordForm({ act, onClose }: PasswordFormProps) {
  const [current, setCurrent] = useState('');
  const [wanted, setWanted] = useState('');
  const [again, setAgain] = useState('');
  const [complaint, setComplaint] = useState<string | null>(null);
  const changing = useChangePassword();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wrong = act === 'remove' ? null : complaintAbout(wanted, again);
    setComplaint(wrong);
    if (wrong) return;
    changing.mutate(
      { body: { current: act === 'set' ? null : current, new: act === 'remove' ? null : wanted } },
      {
        onSuccess: () => {
          notifications.show({ message: WORDS[act].done });
          onClose();
        },
      },
    );
  };
  const refusal = changing.error ? asProblem(changing.error).detail : undefined;
  return (
    <form onSubmit={submit}>
      <Stack gap="sm" maw={360}>
        {act !== 'set' && (
          <PasswordInput
            label="Present password"
            autoFocus
            autoComplete="current-password"
            value={current}
            error={refusal}
            onChange={(event) => setCurrent(event.currentTarget.value)}
          />
        )}
        {act !== 'remove' && (
          <>
            <PasswordInput
              label="New password"
              description="At least 8 characters. A few words that you remember do well."
              autoFocus={act === 'set'}
              autoComplete="new-password"
              value={wanted}
              error={complaint ?? (act === 'set' ? refusal : undefined)}
              onChange={(event) => setWanted(event.currentTarget.value)}
            />
            <PasswordInput
              label="New password, again"
              autoComplete="new-password"
              value={again}
              onChange={(event) => setAgain(event.currentTarget.value)}
            />
          </>
        )}
        <Group gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" color={act === 'remove' ? 'red' : undefined} loading={changing.isPending}>
            {WORDS[act].button}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function complaintAbout(wanted: string, again: string): string | null {
  if (wanted.length < SHORTEST) return `At least ${SHORTEST} characters, please.`;
  return wanted === again ? null : 'The two are not the same.';
}
