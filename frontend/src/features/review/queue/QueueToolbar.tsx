import { ActionIcon, Button, Menu, Progress } from '@mantine/core';
import { CheckCheck, EllipsisVertical, WandSparkles } from 'lucide-react';
import { useRef } from 'react';
import { useSuggestAgain } from '@/api/review';
import { whenDone } from '@/api/whenDone';
import { Keys } from '@/components/Keys';
import { showDone } from '@/components/undoToast';
import { formatCount, plural } from '@/lib/formatting';
import classes from './Queue.module.css';

interface QueueToolbarProps {
  left: number;
  /** How many rows in sight have a suggestion. */
  suggested: number;
  onAcceptAll: () => void;
}

const HINTS: [string, string][] = [
  ['enter', 'Accept'],
  ['a', 'Group'],
  ['c', 'Change'],
  ['s', 'Stage'],
  ['x', 'Select'],
  ['u', 'Undo'],
  ['?', 'All keys'],
];

/** How much is left, what the keys do, and what can be done to all of it. */
export function QueueToolbar({ left, suggested, onAcceptAll }: QueueToolbarProps) {
  const suggest = useSuggestAgain();
  const most = useRef(left);
  most.current = Math.max(most.current, left);
  const done = most.current - left;
  const suggestAgain = () =>
    whenDone(suggest.mutateAsync({}), (data) =>
      showDone(
        data,
        `Found ${plural(data.categorized, 'suggestion')}; ${plural(data.unmatched, 'row')} still without one.`,
      ),
    );
  return (
    <div className={classes.toolbar}>
      <div className={classes.count}>
        <strong role="status">{formatCount(left)} left</strong>
        <Progress
          className={classes.progress}
          value={most.current ? (done / most.current) * 100 : 0}
          aria-label={`${formatCount(done)} of ${formatCount(most.current)} done`}
        />
      </div>
      <div className={classes.hints} aria-hidden="true">
        {HINTS.map(([keys, label]) => (
          <span key={keys}>
            <Keys keys={keys} /> {label}
          </span>
        ))}
      </div>
      {suggested > 1 && (
        <Button
          size="xs"
          variant="default"
          leftSection={<CheckCheck size={15} aria-hidden="true" />}
          onClick={onAcceptAll}
        >
          Accept all {formatCount(suggested)} suggestions
        </Button>
      )}
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label="More for the queue">
            <EllipsisVertical size={17} aria-hidden="true" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<WandSparkles size={15} aria-hidden="true" />} onClick={suggestAgain}>
            Look again for suggestions
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}
