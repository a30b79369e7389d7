import { ActionIcon, Menu } from '@mantine/core';
import { EllipsisVertical, Flag, ListPlus, Pencil, RotateCcw, Trash2 } from 'lucide-react';
import { type Goal, useDeleteGoal, useEditGoal } from '@/api/goals';
import { notifyProblem } from '@/api/queryClient';
import { showDone, showUndo } from '@/components/undoToast';
import type { GoalDialog } from './useGoalDialog';

interface GoalMenuProps {
  goal: Goal;
  onOpen: (dialog: GoalDialog) => void;
}

const ICON = { size: 15, 'aria-hidden': true } as const;

/** Everything that can be done with a goal. */
export function GoalMenu({ goal, onOpen }: GoalMenuProps) {
  const editing = useEditGoal();
  const deleting = useDeleteGoal();
  const { id, name, is_finished: isFinished } = goal;
  const finish = () =>
    editing.mutate(
      { params: { path: { goal_id: id } }, body: { is_finished: !isFinished } },
      {
        onSuccess: (data) => showDone(data, isFinished ? `${name} is open again.` : `${name} is finished.`),
        onError: notifyProblem,
      },
    );
  const remove = () =>
    deleting.mutate(id, {
      onSuccess: (operationId) => showUndo({ message: `Deleted the goal ${name}.`, operationId }),
    });
  return (
    <Menu position="bottom-end" returnFocus>
      <Menu.Target>
        <ActionIcon aria-label={`Actions for ${name}`}>
          <EllipsisVertical size={16} aria-hidden="true" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<Pencil {...ICON} />} onClick={() => onOpen({ kind: 'edit', id })}>
          Edit
        </Menu.Item>
        {goal.account_id === null && (
          <Menu.Item leftSection={<ListPlus {...ICON} />} onClick={() => onOpen({ kind: 'money', id })}>
            What was put aside
          </Menu.Item>
        )}
        <Menu.Item leftSection={isFinished ? <RotateCcw {...ICON} /> : <Flag {...ICON} />} onClick={finish}>
          {isFinished ? 'Open again' : 'Finish'}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item c="var(--mantine-color-error)" leftSection={<Trash2 {...ICON} />} onClick={remove}>
          Delete
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
