import { TextInput } from '@mantine/core';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';

interface RenameFieldProps {
  name: string;
  /** The new name, or `null` when it stays. */
  onEnd: (name: string | null) => void;
}

/** A name being changed in its place: Enter keeps it, Escape leaves it. */
export function RenameField({ name, onEnd }: RenameFieldProps) {
  const [text, setText] = useState(name);
  const field = useRef<HTMLInputElement>(null);
  const isOver = useRef(false);
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  const end = (wanted: string | null) => {
    if (isOver.current) return;
    isOver.current = true;
    onEnd(wanted);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') end(text.trim() || null);
    if (event.key === 'Escape') end(null);
  };
  return (
    <TextInput
      ref={field}
      flex={1}
      size="xs"
      aria-label={`New name of ${name}`}
      maxLength={80}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onKeyDown={onKeyDown}
      onBlur={() => end(text.trim() || null)}
    />
  );
}
