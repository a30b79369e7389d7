import { Drawer, Group, Stack, Text } from '@mantine/core';
import { type OperationDetail, useOperation } from '@/api/history';
import { Answer } from '@/components/Answer';
import { formatCount, formatMoment, plural } from '@/lib/formatting';
import { ChangedRow } from './ChangedRow';
import classes from './History.module.css';
import { Refusal } from './Refusal';
import { tellableChanges } from './rows';
import { UndoButton } from './UndoButton';
import { useUndoAction } from './useUndoAction';

interface OperationDrawerProps {
  /** `null` while closed. */
  id: number | null;
  onClose: () => void;
  onShow: (id: number) => void;
}

/** One operation from close by: every row that it touched, before and after. */
export function OperationDrawer({ id, onClose, onShow }: OperationDrawerProps) {
  return (
    <Drawer opened={id !== null} onClose={onClose} position="right" size="md" title="What was done">
      {id !== null && <Inside key={id} id={id} onShow={onShow} />}
    </Drawer>
  );
}

interface InsideProps {
  id: number;
  onShow: (id: number) => void;
}

function Inside({ id, onShow }: InsideProps) {
  const operation = useOperation(id);
  const { undo, refusal, busyId, forget } = useUndoAction();
  return (
    <Answer query={operation}>
      {(data) => (
        <Stack gap="md">
          <div>
            <Text fw={600} size="lg">
              {data.summary}
            </Text>
            <Text c="dimmed" size="sm">
              {formatMoment(data.created_at)}
              {data.is_undone && ' · undone'}
            </Text>
          </div>
          <Group>
            <UndoButton operation={data} onUndo={undo} isBusy={busyId !== null} />
          </Group>
          {refusal && <Refusal problem={refusal.problem} onShow={onShow} onClose={forget} />}
          <Changes operation={data} />
        </Stack>
      )}
    </Answer>
  );
}

function Changes({ operation: { changes, change_count } }: { operation: OperationDetail }) {
  const told = changes.reduce((sum, { row_id, last_row_id }) => sum + ((last_row_id ?? row_id) - row_id + 1), 0);
  return (
    <>
      <ul className={classes.changes}>
        {tellableChanges(changes).map((change) => (
          <ChangedRow key={change.id} change={change} />
        ))}
      </ul>
      {told < change_count && (
        <Text size="xs" c="dimmed">
          The first {formatCount(told)} of {plural(change_count, 'change')}.
        </Text>
      )}
    </>
  );
}
