import { Anchor, Text } from '@mantine/core';
import { Link } from 'react-router';
import { useOperationsOf } from '@/api/operations';
import type { Transaction } from '@/api/transactions';
import { Answer } from '@/components/Answer';
import { LoadingState } from '@/components/LoadingState';
import { clsx } from '@/lib/classes';
import { formatAgo } from '@/lib/formatting';
import classes from './drawer.module.css';
import { Section } from './Section';

interface HistorySectionProps {
  row: Transaction;
}

/** What happened to the transaction, last change first. */
export function HistorySection({ row }: HistorySectionProps) {
  const changes = useOperationsOf(row.id);
  return (
    <Section
      title="History"
      action={
        <Anchor component={Link} to="/history" fz="xs">
          All changes
        </Anchor>
      }
    >
      <Answer
        query={changes}
        loading={<LoadingState count={2} height={16} />}
        isEmpty={({ items }) => items.length === 0}
        empty={
          <Text size="sm" c="dimmed">
            Nothing was changed since it came.
          </Text>
        }
      >
        {({ items }) => (
          <ul className={classes.history}>
            {items.map(({ id, summary, created_at, is_undone }) => (
              <li key={id}>
                <span className={clsx(is_undone && classes.undone)}>{summary}</span>
                <span className={classes.moment}>{formatAgo(created_at)}</span>
              </li>
            ))}
          </ul>
        )}
      </Answer>
    </Section>
  );
}
