import { Group, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { modals } from '@mantine/modals';
import { Keys } from '@/components/Keys';
import { useAllShortcuts } from '@/components/useShortcuts';
import type { Shortcut } from '@/lib/keyboard';

/** The bindings in force, by group: a screen's own first; a key taken over is shown once. */
function byGroup(all: Shortcut[]): [string, Shortcut[]][] {
  const inForce = new Map(all.map((shortcut) => [shortcut.keys, shortcut]));
  const groups = new Map<string, Shortcut[]>();
  for (const shortcut of inForce.values()) {
    const group = shortcut.group ?? 'This screen';
    groups.set(group, [...(groups.get(group) ?? []), shortcut]);
  }
  return [...groups].reverse();
}

/** Every key that does something where the owner is. */
export function ShortcutHelp() {
  const groups = byGroup(useAllShortcuts());
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xl">
      {groups.map(([group, shortcuts]) => (
        <Stack key={group} gap={6}>
          <Title order={3}>{group}</Title>
          {shortcuts.map(({ keys, label }) => (
            <Group key={keys} justify="space-between" wrap="nowrap" gap="sm">
              <Text size="sm">{label}</Text>
              <Keys keys={keys} />
            </Group>
          ))}
        </Stack>
      ))}
    </SimpleGrid>
  );
}

/** Show the help in a window over the screen, once. */
export function openShortcutHelp(): void {
  modals.open({ modalId: 'shortcuts', title: 'Keyboard shortcuts', size: 'lg', children: <ShortcutHelp /> });
}
