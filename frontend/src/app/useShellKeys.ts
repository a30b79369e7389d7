import { useEffect } from 'react';
import { useNavigate } from 'react-router';
import { lockNow } from '@/api/lock';
import { isLockSet } from '@/api/lockGate';
import { toggleHiddenAmounts } from '@/components/hiddenAmounts';
import { undoLatest } from '@/components/undoToast';
import { useShortcuts } from '@/components/useShortcuts';
import { useStore } from '@/components/useStore';
import { isTyping, type Shortcut, shortcuts } from '@/lib/keyboard';
import { FILING_ENTRY, FURTHER_SCREENS, IMPORT_PATH, MAIN_ENTRIES, SETTINGS_ENTRY } from './navigation';
import { openShortcutHelp } from './ShortcutHelp';

const isDialogOpen = (): boolean => document.querySelector('[role="dialog"][aria-modal="true"]') !== null;

/** The keys that work everywhere, and the one listener that serves all bindings. */
export function useShellKeys(): void {
  const go = useNavigate();
  const imports = { path: IMPORT_PATH, label: 'Import a file', key: 'i' };
  const screens = [...MAIN_ENTRIES, ...FURTHER_SCREENS, FILING_ENTRY, SETTINGS_ENTRY, imports].map(
    ({ path, label, key }): Shortcut => ({ keys: `g ${key}`, label, group: 'Go to', run: () => go(path) }),
  );
  const canLock = useStore(isLockSet);
  useShortcuts([
    ...screens,
    { keys: '?', label: 'Show all shortcuts', group: 'Everywhere', run: openShortcutHelp },
    { keys: 'u', label: 'Undo the last change', group: 'Everywhere', run: () => undoLatest() },
    { keys: 'shift+h', label: 'Hide or show amounts', group: 'Everywhere', run: toggleHiddenAmounts },
    ...(canLock ? [{ keys: 'shift+l', label: 'Lock the app', group: 'Everywhere', run: () => void lockNow() }] : []),
  ]);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const busy = event.defaultPrevented || isTyping(event.target) || isDialogOpen();
      if (!busy) shortcuts.handle(event);
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
