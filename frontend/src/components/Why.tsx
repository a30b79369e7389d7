import { ActionIcon, Popover, Stack } from '@mantine/core';
import { CircleQuestionMark } from 'lucide-react';
import { type ReactNode, useState } from 'react';

interface WhyProps {
  /** What the button explains: "Why Groceries?" */
  label: string;
  /** Drawn only when opened, so that it may ask the server. */
  children: () => ReactNode;
}

/** A small question mark that tells how something was decided. */
export function Why({ label, children }: WhyProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover opened={isOpen} onChange={setOpen} width={340} position="bottom-start" withArrow trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon size="sm" aria-label={label} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          <CircleQuestionMark size={15} aria-hidden="true" />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={label}>{isOpen && <Stack gap="xs">{children()}</Stack>}</Popover.Dropdown>
    </Popover>
  );
}
