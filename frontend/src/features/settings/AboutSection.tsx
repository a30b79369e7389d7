import { Anchor, Group, Text } from '@mantine/core';
import { useStatus } from '@/api/status';
import { shortcuts } from '@/lib/keyboard';
import { Section } from './Section';

const HELP = '?';

/** The shell's own binding shows the help, whatever it looks like. */
function showShortcuts(): void {
  shortcuts
    .list()
    .findLast(({ keys }) => keys === HELP)
    ?.run(new KeyboardEvent('keydown', { key: HELP }));
}

/** What is running here, and under which terms. */
export function AboutSection() {
  const { data: status } = useStatus();
  return (
    <Section anchor="about" title="About">
      <Group justify="space-between">
        <Text size="sm">
          Budget App {status?.version} · MIT licence
          <Text component="span" c="dimmed">
            {' '}
            · no account, no telemetry
          </Text>
        </Text>
        <Group gap="md">
          <Anchor component="button" type="button" size="sm" onClick={showShortcuts}>
            Keyboard shortcuts
          </Anchor>
          <Anchor href="/docs" size="sm">
            API
          </Anchor>
        </Group>
      </Group>
      <Text size="xs" c="dimmed" mt="md">
        Free software, made with free software: FastAPI, SQLAlchemy, SQLite, Alembic, Pydantic, React, Mantine, TanStack
        Query, Recharts, Lucide and others, each under its own licence. Connecting banks uses Plaid’s and SimpleFIN’s
        services under their terms.
      </Text>
    </Section>
  );
}
