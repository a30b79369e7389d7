import { Badge, Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { type Ai, useWithdraw } from '@/api/ai';
import { asProblem } from '@/api/problem';
import { formatMoment } from '@/lib/formatting';
import { Row } from '../Row';
import { ConsentDialog } from './ConsentDialog';

/** Whether the owner has agreed to what is sent. */
export function ConsentRow({ ai }: { ai: Ai }) {
  const [isOpen, setOpen] = useState(false);
  const withdrawing = useWithdraw();
  const withdraw = () =>
    withdrawing.mutate(
      {},
      {
        onSuccess: () => notifications.show({ message: 'Withdrawn. Nothing is sent from now on.' }),
        onError: (error) => notifications.show({ color: 'red', message: asProblem(error).detail }),
      },
    );
  const { terms } = ai;
  return (
    <Row
      label={
        <Group gap="xs">
          What is sent
          <Badge variant="light" color={ai.is_agreed ? 'green' : 'gray'}>
            {ai.is_agreed ? 'You agreed' : 'Nothing yet'}
          </Badge>
        </Group>
      }
      note={state(ai)}
    >
      <Group gap="xs" justify="flex-end">
        {ai.agreed_at && (
          <Button variant="subtle" color="gray" size="xs" loading={withdrawing.isPending} onClick={withdraw}>
            Withdraw
          </Button>
        )}
        {terms && (
          <Button variant={ai.is_agreed ? 'default' : 'filled'} size="xs" onClick={() => setOpen(true)}>
            {ai.is_agreed ? 'Read again' : 'Read and agree'}
          </Button>
        )}
      </Group>
      {terms && <ConsentDialog isOpen={isOpen} ai={ai} terms={terms} onClose={() => setOpen(false)} />}
    </Row>
  );
}

function state({ is_agreed, agreed_at, host }: Ai): string {
  if (is_agreed && agreed_at) return `To ${host}, since ${formatMoment(agreed_at)}.`;
  if (agreed_at)
    return 'You agreed once, but more would be sent by now, or to somebody else. Nothing is, until you agree again.';
  return 'Nothing is sent before you have read what it is and agreed.';
}
