import { Alert, Button, Group, Text } from '@mantine/core';
import { Copy } from 'lucide-react';
import type { Anyway, Doubled, Grant } from './useFinish';

interface AlreadyConnectedProps {
  doubled: Doubled;
  onChoose: (grant: Grant, anyway: Anyway) => void;
}

/** The bank is connected already: the new login takes over, or stands beside the old one. */
export function AlreadyConnected({ doubled: { grant, connectionId }, onChoose }: AlreadyConnectedProps) {
  return (
    <Alert color="yellow" variant="light" icon={<Copy size={18} />} title="This bank is connected already" role="alert">
      <Text size="sm">
        Let the new login take over if it is the same one: accounts and rows stay, the old login ends. Keep both if it
        is another person’s.
      </Text>
      <Group gap="xs" mt="sm">
        <Button onClick={() => onChoose(grant, { replace_connection_id: connectionId })}>Take over</Button>
        <Button variant="default" onClick={() => onChoose(grant, { allow_second: true })}>
          Keep both
        </Button>
        <Button component="a" href="/accounts" variant="subtle">
          Cancel
        </Button>
      </Group>
    </Alert>
  );
}
