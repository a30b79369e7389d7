import { Button, PasswordInput, Text, Title } from '@mantine/core';
import { type FormEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useUnlock } from '@/api/lock';
import { asProblem } from '@/api/problem';
import { Mark } from '@/components/Mark';
import classes from './Lock.module.css';

/** Asks for the password. */
export function LockScreen() {
  const [password, setPassword] = useState('');
  const [hasCapsLock, setCapsLock] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const title = useId();
  const unlocking = useUnlock();
  useEffect(() => field.current?.focus(), []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!password || unlocking.isPending) return;
    unlocking.mutate({ body: { password } }, { onError: () => field.current?.select() });
  };
  const noteCapsLock = (event: KeyboardEvent) => setCapsLock(event.getModifierState('CapsLock'));
  return (
    <div role="dialog" aria-modal="true" aria-labelledby={title} className={classes.screen}>
      <form onSubmit={submit} className={classes.form} onKeyDown={noteCapsLock} onKeyUp={noteCapsLock}>
        <Mark size={52} />
        <div className={classes.words}>
          <Title order={1} id={title}>
            Budget App is locked
          </Title>
          <Text c="dimmed" size="md">
            Your work is as you left it.
          </Text>
        </div>
        <PasswordInput
          ref={field}
          aria-label="Password"
          placeholder="Password"
          size="md"
          autoComplete="current-password"
          value={password}
          onChange={(event) => {
            setPassword(event.currentTarget.value);
            unlocking.reset();
          }}
          error={unlocking.error ? asProblem(unlocking.error).detail : undefined}
          visibilityToggleButtonProps={{ 'aria-label': 'Show what is typed', tabIndex: 0 }}
          className={classes.field}
        />
        <Button type="submit" size="md" fullWidth loading={unlocking.isPending} disabled={!password}>
          Unlock
        </Button>
        <Text size="sm" className={classes.hint} role="status">
          {hasCapsLock ? 'Caps Lock is on.' : ''}
        </Text>
      </form>
      <Text size="xs" c="dimmed" className={classes.forgot}>
        Forgot it? On the computer that Budget App runs on, <code>budgetapp lock clear</code> removes it.
      </Text>
    </div>
  );
}
