import { Alert, Button, Group, Text } from '@mantine/core';
import { asProblem } from '@/api/problem';
import { KEYS_ADDRESS, missingWords } from './ways';

/** The settings without which a provider can't be asked; null where something else failed. */
export function missingIn(error: unknown): string[] | null {
  const { missing_settings: missing } = asProblem(error).extra;
  return Array.isArray(missing) ? missing.map(String) : null;
}

/** The provider has no keys yet: which, and where they go. */
export function MissingKeys({ settings }: { settings: readonly string[] }) {
  return (
    <Alert variant="light" title="Keys first" role="alert">
      <Text size="sm">Plaid works with keys of your own. Still needed: {missingWords(settings)}.</Text>
      <Group gap="xs" mt="sm">
        <Button component="a" href={KEYS_ADDRESS}>
          Enter keys
        </Button>
        <Button component="a" href="/connect/guide#plaid" variant="default">
          How to get keys
        </Button>
      </Group>
    </Alert>
  );
}
