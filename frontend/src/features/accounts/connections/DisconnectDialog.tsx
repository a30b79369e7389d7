import { Alert, Button, Modal, Radio, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { type Connection, useDisconnect } from '@/api/connections';
import { asProblem, type Problem } from '@/api/problem';
import { DialogButtons } from '@/components/DialogButtons';
import { ErrorState } from '@/components/ErrorState';
import { showDone } from '@/components/undoToast';
import { plural } from '@/lib/formatting';

interface DisconnectDialogProps {
  connection: Connection;
  isOpen: boolean;
  onClose: () => void;
}

/** What becomes of the access at the provider: SimpleFIN takes it back only from its owner. */
const endWords = ({ provider, provider_title: title }: Connection): string =>
  provider === 'plaid'
    ? `${title} is told to end the access. Nothing more is fetched, and nothing more is billed for this login.`
    : `Nothing more is fetched, and the key is erased here. ${title} keeps reading your banks: to end that, and what you pay, remove the app there.`;

/** Let go of a login: what it brought stays, or goes to the deleted list. */
export function DisconnectDialog({ connection, isOpen, onClose }: DisconnectDialogProps) {
  return (
    <Modal opened={isOpen} onClose={onClose} title={`Disconnect ${connection.institution_name}?`}>
      <DisconnectForm connection={connection} onClose={onClose} />
    </Modal>
  );
}

/** Whether the provider could not be told: it did not answer, or the owner's switches keep it from being asked. */
const isUntold = ({ status, extra }: Problem): boolean => status === 502 || 'switch' in extra;

function DisconnectForm({ connection, onClose }: Omit<DisconnectDialogProps, 'isOpen'>) {
  const { id, institution_name: name, provider_title: provider } = connection;
  const [data, setData] = useState<'keep' | 'delete'>('keep');
  const disconnect = useDisconnect();
  const send = (force: boolean) =>
    disconnect.mutate(
      { params: { path: { connection_id: id }, query: { data, force } } },
      {
        onSuccess: (gone) => {
          const rows = gone.deleted_transactions;
          showDone(
            gone,
            `${name} is disconnected${rows > 0 ? `, and ${plural(rows, 'row is', 'rows are')} deleted` : ''}.`,
          );
          onClose();
        },
      },
    );
  const isUnreachable = disconnect.error !== null && isUntold(asProblem(disconnect.error));
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send(false);
      }}
    >
      <Stack gap="md">
        <Text size="sm">{endWords(connection)}</Text>
        <Radio.Group
          value={data}
          onChange={(value) => setData(value === 'delete' ? 'delete' : 'keep')}
          label="What it brought"
        >
          <Stack gap="xs" mt="xs">
            <Radio
              value="keep"
              label="Keep"
              description="Accounts and rows stay. They can go on by file or another login."
            />
            <Radio
              value="delete"
              label="Delete its rows"
              description="Every row that this login brought moves to the deleted list. That can be undone."
            />
          </Stack>
        </Radio.Group>
        {disconnect.error ? <ErrorState error={disconnect.error} /> : null}
        {isUnreachable && (
          <Alert color="yellow" variant="light">
            <Text size="sm">
              Without {provider}’s answer the login may stay open on its side, and go on being billed, until you end it
              there yourself.
            </Text>
            <Button mt="xs" variant="default" size="xs" loading={disconnect.isPending} onClick={() => send(true)}>
              Disconnect here anyway
            </Button>
          </Alert>
        )}
        <DialogButtons action="Disconnect" danger onClose={onClose} loading={disconnect.isPending} />
      </Stack>
    </form>
  );
}
