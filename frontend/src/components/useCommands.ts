import { type ReactNode, useEffect, useRef } from 'react';
import { Store } from '@/lib/store';
import { useStore } from './useStore';

/** Something the command palette offers. */
export interface Command {
  id: string;
  label: string;
  description?: string;
  group?: string;
  icon?: ReactNode;
  /** Other words people would type for it. */
  keywords?: string[];
  run: () => void;
}

const commands = new Store<Command[]>([]);

/** Offer commands in the palette (Ctrl/Cmd-K) while this component is on screen. */
export function useCommands(offered: Command[]): void {
  const latest = useRef(offered);
  latest.current = offered;
  const names = offered.map(({ id, label }) => `${id}\t${label}`).join('\n');
  useEffect(() => {
    if (!names) return;
    const stable = latest.current.map((command, index) => ({
      ...command,
      run: () => latest.current[index]?.run(),
    }));
    commands.set([...commands.get(), ...stable]);
    return () => commands.set(commands.get().filter((command) => !stable.includes(command)));
  }, [names]);
}

/** All commands of the moment. */
export const useAllCommands = (): Command[] => useStore(commands);
