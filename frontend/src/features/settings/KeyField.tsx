import { Badge, Button, Group, PasswordInput, Select, Text, TextInput } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import type { Setting } from '@/api/settings';
import classes from './Settings.module.css';
import { useSave } from './useSave';

interface KeyFieldProps {
  /** The setting's key. */
  name: string;
  label: string;
  /** What it is for. */
  use: string;
  setting: Setting;
}

const ENVIRONMENTS = ['sandbox', 'production'];

function state({ source, value, is_secret }: Setting): string {
  if (source === 'not_set') return 'Not set';
  const where = source === 'env' ? 'from the environment' : 'saved here';
  return is_secret ? `${value ?? ''} · ${where}` : where;
}

/** One key: whether it is set and where from, and a field to set another. A secret is never shown. */
export function KeyField({ name, label, use, setting }: KeyFieldProps) {
  const [isEditing, setEditing] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => {
    setEditing(false);
    setTimeout(() => button.current?.focus());
  };
  const { save, isSaving } = useSave();
  return (
    <div className={classes.key}>
      <div>
        <Group gap="xs">
          <Text size="sm" fw={550}>
            {label}
          </Text>
          <Badge variant="light" color={setting.is_set ? 'green' : 'gray'}>
            {state(setting)}
          </Badge>
        </Group>
        <Text size="xs" c="dimmed">
          {use}
          {!setting.is_secret && setting.value && ` Now: ${setting.value}.`}
        </Text>
      </div>
      {!isEditing && (
        <Group gap="xs">
          {setting.source === 'database' && (
            <Button
              variant="subtle"
              color="gray"
              size="xs"
              aria-label={`Clear ${label}`}
              loading={isSaving}
              onClick={() => save(name, null)}
            >
              Clear
            </Button>
          )}
          <Button
            ref={button}
            variant="default"
            size="xs"
            aria-label={`${setting.is_set ? 'Change' : 'Set'} ${label}`}
            onClick={() => setEditing(true)}
          >
            {setting.is_set ? 'Change' : 'Set'}
          </Button>
        </Group>
      )}
      {isEditing && <KeyForm name={name} label={label} setting={setting} onClose={close} />}
    </div>
  );
}

interface KeyFormProps {
  name: string;
  label: string;
  setting: Setting;
  onClose: () => void;
}

function KeyForm({ name, label, setting, onClose }: KeyFormProps) {
  const present = setting.is_secret ? '' : (setting.value ?? '');
  const [value, setValue] = useState(present);
  const { save, isSaving, error } = useSave();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save(name, value.trim(), onClose);
  };
  const field = { 'aria-label': label, error, autoFocus: true, autoComplete: 'off', className: classes.field } as const;
  return (
    <form onSubmit={submit} className={classes.form}>
      {name === 'plaid_env' ? (
        <Select {...field} data={ENVIRONMENTS} value={value || null} onChange={(chosen) => setValue(chosen ?? '')} />
      ) : setting.is_secret ? (
        <PasswordInput {...field} value={value} onChange={(event) => setValue(event.currentTarget.value)} />
      ) : (
        <TextInput {...field} value={value} onChange={(event) => setValue(event.currentTarget.value)} />
      )}
      <Button variant="default" onClick={onClose}>
        Cancel
      </Button>
      <Button type="submit" disabled={!value.trim() || value.trim() === present} loading={isSaving}>
        Save
      </Button>
    </form>
  );
}
