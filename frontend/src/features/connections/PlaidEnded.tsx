import { Alert, Button, Group, Stack } from '@mantine/core';
import { asProblem } from '@/api/problem';
import { PLAID_PATH } from './plaidScript';
import type { LinkWish } from './storedLink';
import { KEYS_ADDRESS } from './ways';

interface AgainProps {
  wish: LinkWish;
  error?: unknown;
}

/** Begin once more, for the same purpose; where the keys are refused, look at them first. */
export function Again({ wish, error }: AgainProps) {
  const { status, extra } = asProblem(error);
  const { repair, replace, withInvestments } = status === 404 ? {} : wish;
  const query = new URLSearchParams({
    ...(repair && { repair: String(repair) }),
    ...(replace && { replace: String(replace) }),
    ...(withInvestments && { investments: '1' }),
  }).toString();
  return (
    <Group gap="xs">
      {extra.failure === 'credentials' && (
        <Button component="a" href={KEYS_ADDRESS}>
          Open settings
        </Button>
      )}
      <Button
        component="a"
        href={query ? `${PLAID_PATH}?${query}` : PLAID_PATH}
        variant={extra.failure === 'credentials' ? 'default' : 'filled'}
      >
        Start again
      </Button>
      <Button component="a" href="/connect" variant="default">
        All ways to connect
      </Button>
    </Group>
  );
}

interface EndedProps extends AgainProps {
  words: string;
  isError?: boolean;
}

/** The login ended without a connection: why, and how to begin once more. */
export function Ended({ words, wish, isError = false }: EndedProps) {
  return (
    <Stack gap="md">
      <Alert color={isError ? 'red' : undefined} variant="light" title="Not connected" role="alert">
        {words}
      </Alert>
      <Again wish={wish} />
    </Stack>
  );
}
