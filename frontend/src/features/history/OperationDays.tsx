import { Card, Title } from '@mantine/core';
import type { Operation } from '@/api/history';
import { byDay } from './days';
import classes from './History.module.css';
import { OperationRow } from './OperationRow';
import { useUndoAction } from './useUndoAction';

interface OperationDaysProps {
  operations: readonly Operation[];
  onOpen: (id: number) => void;
}

/** Operations under the day on which they were done. */
export function OperationDays({ operations, onOpen }: OperationDaysProps) {
  const { undo, refusal, busyId, forget } = useUndoAction();
  return byDay(operations).map(({ day, label, operations: those }) => (
    <section key={day} aria-label={label}>
      <Title order={2} mb={6} c="dimmed" size="sm">
        {label}
      </Title>
      <Card component="ul" className={classes.list} padding={0}>
        {those.map((operation) => {
          const target = operation.undone_by_id ?? operation.id;
          return (
            <OperationRow
              key={operation.id}
              operation={operation}
              onOpen={onOpen}
              onUndo={undo}
              isBusy={busyId === target}
              refusal={refusal?.id === target ? refusal.problem : null}
              onForget={forget}
            />
          );
        })}
      </Card>
    </section>
  ));
}
