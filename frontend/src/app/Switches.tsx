import { ActionIcon, Menu, Tooltip, useMantineColorScheme } from '@mantine/core';
import { Eye, EyeOff, Keyboard, LockKeyhole, Monitor, Moon, Sun } from 'lucide-react';
import { lockNow } from '@/api/lock';
import { isLockSet } from '@/api/lockGate';
import { toggleHiddenAmounts, useHiddenAmounts } from '@/components/hiddenAmounts';
import { useStore } from '@/components/useStore';
import { openShortcutHelp } from './ShortcutHelp';

const SCHEMES = [
  { value: 'light', label: 'Light', icon: Sun },
  { value: 'dark', label: 'Dark', icon: Moon },
  { value: 'auto', label: 'As the system', icon: Monitor },
] as const;

/** Covers all amounts, or shows them again. */
export function HideAmountsSwitch() {
  const hidden = useHiddenAmounts();
  const Icon = hidden ? EyeOff : Eye;
  return (
    <Tooltip label={hidden ? 'Show amounts' : 'Hide amounts'}>
      <ActionIcon aria-label="Hide amounts" aria-pressed={hidden} onClick={toggleHiddenAmounts} size="lg">
        <Icon size={18} aria-hidden="true" />
      </ActionIcon>
    </Tooltip>
  );
}

/** Light, dark, or as the computer is set. */
export function SchemeSwitch() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const Current = SCHEMES.find(({ value }) => value === colorScheme)?.icon ?? Monitor;
  return (
    <Menu position="top-start" withinPortal>
      <Menu.Target>
        <ActionIcon aria-label="Theme: light or dark" size="lg">
          <Current size={18} aria-hidden="true" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {SCHEMES.map(({ value, label, icon: Icon }) => (
          <Menu.Item
            key={value}
            leftSection={<Icon size={16} aria-hidden="true" />}
            onClick={() => setColorScheme(value)}
            fw={value === colorScheme ? 600 : undefined}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** Opens the list of keyboard shortcuts. */
export function ShortcutsButton() {
  return (
    <Tooltip label="Keyboard shortcuts (?)">
      <ActionIcon aria-label="Keyboard shortcuts" onClick={openShortcutHelp} size="lg">
        <Keyboard size={18} aria-hidden="true" />
      </ActionIcon>
    </Tooltip>
  );
}

/** Locks the app, where it has a password. */
export function LockButton() {
  if (!useStore(isLockSet)) return null;
  return (
    <Tooltip label="Lock now (Shift+L)">
      <ActionIcon aria-label="Lock now" onClick={lockNow} size="lg">
        <LockKeyhole size={18} aria-hidden="true" />
      </ActionIcon>
    </Tooltip>
  );
}
