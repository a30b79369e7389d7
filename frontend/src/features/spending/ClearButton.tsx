import { ActionIcon, Tooltip } from '@mantine/core';
import type { LucideIcon } from 'lucide-react';

interface ClearButtonProps {
  label: string;
  icon: LucideIcon;
  onClick: () => void;
}

/** A small button that takes a choice back. */
export function ClearButton({ label, icon: Icon, onClick }: ClearButtonProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} onClick={onClick}>
        <Icon size={15} aria-hidden="true" />
      </ActionIcon>
    </Tooltip>
  );
}
