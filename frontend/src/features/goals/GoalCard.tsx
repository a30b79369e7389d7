import { Button, Card, Group, Text, Title } from '@mantine/core';
import { Check, CircleAlert, HandCoins } from 'lucide-react';
import type { Goal } from '@/api/goals';
import { Money } from '@/components/Money';
import { formatPercent, plural } from '@/lib/formatting';
import { GoalBar } from './GoalBar';
import { GoalMenu } from './GoalMenu';
import classes from './Goals.module.css';
import type { GoalDialog } from './useGoalDialog';
import { datesOf, GOAL_WORDS, toneOf } from './words';

interface GoalCardProps {
  goal: Goal;
  onOpen: (dialog: GoalDialog) => void;
}

/** One goal: how far it is, whether it will be there in time, and what this month takes. */
export function GoalCard({ goal, onOpen }: GoalCardProps) {
  const { status, name, saved, target_amount, behind_by } = goal;
  const tone = toneOf(status);
  const isOpen = status !== 'finished';
  return (
    <Card component="article" aria-label={name} className={classes.card}>
      <Group justify="space-between" wrap="nowrap" align="flex-start" gap="xs">
        <div>
          <Title order={2} className={classes.title}>
            <span className={classes.dot} style={{ backgroundColor: goal.color ?? undefined }} aria-hidden="true" />
            {name}
          </Title>
          <Text size="xs" c="dimmed">
            {goal.account_name ? `What ${goal.account_name} holds` : 'Put aside by hand'}
          </Text>
        </div>
        <GoalMenu goal={goal} onOpen={onOpen} />
      </Group>
      <Group justify="space-between" align="baseline" gap="xs" mt="sm">
        <span className={classes.saved}>
          <Money amount={saved} kind="balance" headline />
        </span>
        <Text size="sm" c="dimmed" component="span">
          of <Money amount={target_amount} kind="plain" />
        </Text>
      </Group>
      <GoalBar goal={goal} />
      <Group justify="space-between" gap="xs">
        <Text size="xs" c="dimmed" component="span">
          {formatPercent(Math.max(0, goal.share))}
          {datesOf(goal).map((words) => ` · ${words}`)}
        </Text>
        <span className={classes.status} data-tone={tone}>
          {tone === 'late' && <CircleAlert size={13} aria-hidden="true" />}
          {tone === 'good' && <Check size={13} aria-hidden="true" />}
          {GOAL_WORDS[status]}
          {status === 'behind' && behind_by !== null && (
            <>
              {' by '}
              <Money amount={behind_by} kind="plain" precision="dollars" />
            </>
          )}
        </span>
      </Group>
      {isOpen && <Month goal={goal} />}
      {goal.shared_with.length > 0 && (
        <Text size="xs" c="dimmed" mt="xs">
          The same money counts for {goal.shared_with.join(', ')}.
        </Text>
      )}
      {isOpen && goal.account_id === null && (
        <Button
          variant="default"
          mt="sm"
          leftSection={<HandCoins size={16} aria-hidden="true" />}
          onClick={() => onOpen({ kind: 'money', id: goal.id })}
        >
          Put money aside
        </Button>
      )}
    </Card>
  );
}

/** What this month takes, and what is still missing of it. */
function Month({ goal }: { goal: Goal }) {
  const { monthly_share: share, months_left, left_this_month: left } = goal;
  if (!share || months_left === null || goal.status === 'reached') return null;
  return (
    <Text size="sm" mt="sm" component="p" m={0}>
      <b>
        <Money amount={share} kind="plain" />
      </b>{' '}
      a month for {plural(months_left, 'month')}
      {left === 0 ? (
        ', done for this one'
      ) : (
        <>
          , <Money amount={left} kind="plain" /> still to come in this one
        </>
      )}
    </Text>
  );
}
