import { useEffect, useRef, useSyncExternalStore } from 'react';
import { type Shortcut, shortcuts } from '@/lib/keyboard';

/**
 * Bind keys while this component is on screen. The newest binding of a key wins, so a screen may
 * take over a key of the shell. What the keys do may change at each draw; what they are called may not.
 */
export function useShortcuts(bindings: Shortcut[], enabled = true): void {
  const latest = useRef(bindings);
  latest.current = bindings;
  const names = bindings
    .map(({ keys, label, group, isListed }) => [keys, label, group ?? '', isListed ? 'listed' : ''].join('\t'))
    .join('\n');
  useEffect(() => {
    if (!enabled || !names) return;
    const stable = names.split('\n').map((line, index): Shortcut => {
      const [keys = '', label = '', group, listed] = line.split('\t');
      const run = (event: KeyboardEvent) => latest.current[index]?.run(event);
      return { keys, label, group: group || undefined, isListed: listed === 'listed', run };
    });
    return shortcuts.add(stable);
  }, [names, enabled]);
}

/** All bindings of the moment, for the help page. */
export const useAllShortcuts = (): Shortcut[] => useSyncExternalStore(shortcuts.subscribe, shortcuts.list);
