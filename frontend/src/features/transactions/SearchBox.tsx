import { Box, CloseButton, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { Search } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Keys } from '@/components/Keys';
import { useShortcuts } from '@/components/useShortcuts';

interface SearchBoxProps {
  value: string;
  onChange: (text: string) => void;
  label: string;
  placeholder: string;
  className?: string;
  /** Leave the box downwards: enter or the arrow key. */
  onLeave?: () => void;
}

const PAUSE_MS = 180;

/** Search while typing; `/` leads here. */
export function SearchBox({ value, onChange, label, placeholder, className, onLeave }: SearchBoxProps) {
  const [text, setText] = useState(value);
  const box = useRef<HTMLInputElement>(null);
  const asked = useRef(value);
  const ask = useDebouncedCallback((next: string) => {
    asked.current = next;
    onChange(next);
  }, PAUSE_MS);
  useEffect(() => {
    // The address changed by something else than this box: a link, a step back.
    if (value !== asked.current) {
      asked.current = value;
      setText(value);
    }
  }, [value]);
  const type = (next: string) => {
    setText(next);
    ask(next);
  };
  useShortcuts([
    {
      keys: '/',
      label: 'Search',
      run: () => {
        box.current?.focus();
        box.current?.select();
      },
    },
  ]);
  return (
    <TextInput
      ref={box}
      className={className}
      size="sm"
      type="search"
      aria-label={label}
      placeholder={placeholder}
      value={text}
      onChange={(event) => type(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && text) type('');
        else if (['Enter', 'ArrowDown', 'Escape'].includes(event.key)) onLeave?.();
        else return;
        event.preventDefault();
      }}
      leftSection={<Search size={15} aria-hidden="true" />}
      rightSection={
        text ? (
          <CloseButton size="sm" aria-label="Clear the search" onClick={() => type('')} />
        ) : (
          <Box component="span" visibleFrom="sm">
            <Keys keys="/" />
          </Box>
        )
      }
    />
  );
}
