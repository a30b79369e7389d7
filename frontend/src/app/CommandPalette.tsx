import { useMantineColorScheme } from '@mantine/core';
import {
  Spotlight,
  type SpotlightActionData,
  type SpotlightActionGroupData,
  type SpotlightFilterFunction,
} from '@mantine/spotlight';
import { Bookmark, Eye, FileUp, Keyboard, LockKeyhole, Moon, Search, Sun } from 'lucide-react';
import { useNavigate } from 'react-router';
import { lockNow } from '@/api/lock';
import { isLockSet } from '@/api/lockGate';
import { useViews } from '@/api/views';
import { toggleHiddenAmounts, useHiddenAmounts } from '@/components/hiddenAmounts';
import { type Command, useAllCommands, useCommands } from '@/components/useCommands';
import { useStore } from '@/components/useStore';
import { rankMatches } from '@/lib/matching';
import { FILING_ENTRY, FURTHER_SCREENS, IMPORT_PATH, MAIN_ENTRIES, SETTINGS_ENTRY } from './navigation';
import { openShortcutHelp } from './ShortcutHelp';

function useShellCommands(): void {
  const go = useNavigate();
  const hidden = useHiddenAmounts();
  const canLock = useStore(isLockSet);
  const { data: views = [] } = useViews();
  const { setColorScheme } = useMantineColorScheme();
  const screens = [...MAIN_ENTRIES, ...FURTHER_SCREENS, FILING_ENTRY, SETTINGS_ENTRY].map(
    ({ path, label, icon: Icon }): Command => ({
      id: `go ${path}`,
      label,
      group: 'Go to',
      icon: <Icon size={18} />,
      // The first of several reports that one entry leads to.
      keywords: path === '/spending' ? ['Spending'] : undefined,
      run: () => go(path),
    }),
  );
  const group = 'Do';
  useCommands([
    { id: 'import', label: 'Import a file', group, icon: <FileUp size={18} />, run: () => go(IMPORT_PATH) },
    ...screens,
    ...views.map(
      ({ id, name }): Command => ({
        id: `view ${id}`,
        label: name,
        description: 'Saved view',
        group: 'Saved views',
        icon: <Bookmark size={18} />,
        keywords: ['view'],
        run: () => go(`/transactions?view=${encodeURIComponent(name)}`),
      }),
    ),
    {
      id: 'hide',
      label: hidden ? 'Show amounts' : 'Hide amounts',
      group,
      icon: <Eye size={18} />,
      keywords: ['privacy'],
      run: toggleHiddenAmounts,
    },
    ...(canLock
      ? [
          {
            id: 'lock',
            label: 'Lock now',
            group,
            icon: <LockKeyhole size={18} />,
            keywords: ['password'],
            run: lockNow,
          },
        ]
      : []),
    { id: 'light', label: 'Light theme', group, icon: <Sun size={18} />, run: () => setColorScheme('light') },
    {
      id: 'dark',
      label: 'Dark theme',
      group,
      icon: <Moon size={18} />,
      keywords: ['night'],
      run: () => setColorScheme('dark'),
    },
    { id: 'keys', label: 'Keyboard shortcuts', group, icon: <Keyboard size={18} />, run: openShortcutHelp },
  ]);
}

const asAction = ({ id, label, description, group, icon, keywords, run }: Command): SpotlightActionData => ({
  id,
  label,
  description,
  group,
  leftSection: icon,
  keywords,
  onClick: run,
});

const wordsOf = ({ label, keywords = [] }: Command): string[] => [label, ...keywords];

/** All commands by group, in the order the groups first appear. */
function grouped(commands: Command[]): SpotlightActionGroupData[] {
  const groups = new Map<string, SpotlightActionData[]>();
  for (const command of commands) {
    const group = command.group ?? 'This screen';
    groups.set(group, [...(groups.get(group) ?? []), asAction(command)]);
  }
  return [...groups].map(([group, actions]) => ({ group, actions }));
}

/** Ctrl/Cmd-K: every screen and every act, by a few letters. Screens add theirs by `useCommands`. */
export function CommandPalette() {
  useShellCommands();
  const go = useNavigate();
  const commands = useAllCommands();
  const searchFor = (query: string): SpotlightActionData => ({
    id: 'search transactions',
    label: `Search transactions for “${query}”`,
    leftSection: <Search size={18} />,
    onClick: () => go(`/transactions?search=${encodeURIComponent(query)}`),
  });
  const filter: SpotlightFilterFunction = (typed, all) => {
    const query = typed.trim();
    return query ? [...rankMatches(query, commands, wordsOf).map(asAction), searchFor(query)] : all;
  };
  return (
    <Spotlight
      actions={grouped(commands)}
      filter={filter}
      shortcut="mod + K"
      attributes={{ content: { 'aria-label': 'Command palette' } }}
      scrollable
      scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}
      maxHeight={420}
      nothingFound="Nothing by that name"
      searchProps={{
        leftSection: <Search size={18} aria-hidden="true" />,
        placeholder: 'Go to a screen, do something, search transactions…',
        'aria-label': 'Find or do',
      }}
    />
  );
}
