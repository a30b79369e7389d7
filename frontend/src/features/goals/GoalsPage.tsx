import { Button, Modal, SimpleGrid, Title } from '@mantine/core';
import { Plus, Target } from 'lucide-react';
import { type Goal, useGoals } from '@/api/goals';
import { Answer } from '@/components/Answer';
import { EmptyState } from '@/components/EmptyState';
import { LoadingState } from '@/components/LoadingState';
import { Page } from '@/components/Page';
import { PageHeader } from '@/components/PageHeader';
import { SectionTabs } from '@/components/SectionTabs';
import { useShortcuts } from '@/components/useShortcuts';
import { GoalCard } from './GoalCard';
import { GoalForm } from './GoalForm';
import { PutAside } from './PutAside';
import { CLOSED, type GoalDialog, useGoalDialog } from './useGoalDialog';

const ONE_BY_ONE = { base: 1, sm: 2, lg: 3 };

/** What the household saves for. */
export function GoalsPage() {
  const goals = useGoals();
  const [dialog, setDialog] = useGoalDialog();
  const create = () => setDialog({ kind: 'new' });
  useShortcuts([{ keys: 'n', label: 'New goal', run: create }]);
  const add = (
    <Button leftSection={<Plus size={16} aria-hidden="true" />} onClick={create}>
      New goal
    </Button>
  );
  const empty = (
    <EmptyState title="Nothing to save for yet" icon={Target} actions={add}>
      A trip, a new roof, half a year of expenses: say how much and by when, and this page says what each month takes.
    </EmptyState>
  );
  return (
    <Page>
      <PageHeader title="Goals" actions={goals.data?.length ? add : undefined} />
      <SectionTabs section="Budgets" current="/goals" />
      <Answer
        query={goals}
        loading={
          <SimpleGrid cols={ONE_BY_ONE}>
            <LoadingState shape="block" height={220} />
            <LoadingState shape="block" height={220} />
          </SimpleGrid>
        }
        empty={empty}
        isEmpty={(all) => all.length === 0}
      >
        {(all) => (
          <>
            <Cards goals={all.filter((goal) => !goal.is_finished)} onOpen={setDialog} />
            <Cards title="Finished" goals={all.filter((goal) => goal.is_finished)} onOpen={setDialog} />
          </>
        )}
      </Answer>
      <Dialogs dialog={dialog} goals={goals.data ?? []} onClose={() => setDialog(CLOSED)} />
    </Page>
  );
}

interface CardsProps {
  title?: string;
  goals: Goal[];
  onOpen: (dialog: GoalDialog) => void;
}

function Cards({ title, goals, onOpen }: CardsProps) {
  if (goals.length === 0) return null;
  return (
    <section aria-label={title ?? 'Open goals'}>
      {title && (
        <Title order={2} mb="sm">
          {title}
        </Title>
      )}
      <SimpleGrid cols={ONE_BY_ONE}>
        {goals.map((goal) => (
          <GoalCard key={goal.id} goal={goal} onOpen={onOpen} />
        ))}
      </SimpleGrid>
    </section>
  );
}

interface DialogsProps {
  dialog: GoalDialog;
  goals: Goal[];
  onClose: () => void;
}

function Dialogs({ dialog, goals, onClose }: DialogsProps) {
  const goal = 'id' in dialog ? goals.find(({ id }) => id === dialog.id) : undefined;
  const titles = { none: '', new: 'New goal', edit: 'Edit the goal', money: goal?.name ?? '' };
  const isOpen = dialog.kind === 'new' || goal !== undefined;
  return (
    <Modal opened={isOpen} onClose={onClose} title={titles[dialog.kind]}>
      {dialog.kind === 'new' && <GoalForm goal={null} onClose={onClose} />}
      {dialog.kind === 'edit' && goal && <GoalForm key={goal.id} goal={goal} onClose={onClose} />}
      {dialog.kind === 'money' && goal && <PutAside key={goal.id} goal={goal} />}
    </Modal>
  );
}
