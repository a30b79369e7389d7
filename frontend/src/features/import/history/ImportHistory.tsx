import { Badge, Button, Text } from '@mantine/core';
import { FileClock, Undo2 } from 'lucide-react';
import { Link } from 'react-router';
import { type PastImport, useImports } from '@/api/imports';
import { Answer } from '@/components/Answer';
import { EmptyState } from '@/components/EmptyState';
import { LoadingState } from '@/components/LoadingState';
import { clsx } from '@/lib/classes';
import { formatAgo, formatCount, formatDay, formatMoment } from '@/lib/formatting';
import classes from './ImportHistory.module.css';
import { useUndo } from './useUndo';

/** What was imported before; each import can be taken back as a whole. */
export function ImportHistory() {
  const query = useImports();
  const empty = (
    <EmptyState title="Nothing imported yet" icon={FileClock}>
      The files that you import are listed here, and each can be undone as a whole.
    </EmptyState>
  );
  return (
    <Answer
      query={query}
      loading={<LoadingState count={5} height={52} label="Fetching past imports" />}
      isEmpty={({ items }) => items.length === 0}
      empty={empty}
    >
      {({ items }) => (
        <ul className={classes.list} aria-label="Past imports">
          {items.map((past) => (
            <PastLine key={past.id} past={past} />
          ))}
        </ul>
      )}
    </Answer>
  );
}

function PastLine({ past }: { past: PastImport }) {
  const undo = useUndo();
  const { file_name: name, account_name, first_date: first, last_date: last, undone_at: undone } = past;
  return (
    <li className={clsx(classes.line, undone && classes.undone)}>
      <div className={classes.file}>
        {undone ? (
          <span className={classes.name}>{name}</span>
        ) : (
          <Link className={classes.name} to={`/transactions?import_id=${past.id}`}>
            {name}
          </Link>
        )}
        <div className={classes.quiet}>
          {account_name ?? 'An account that is gone'}
          {first && last && ` · ${formatDay(first)} – ${formatDay(last)}`}
        </div>
      </div>
      <div className={classes.counts}>
        {!undone && (
          <>
            <Text size="sm" fw={600}>
              {formatCount(past.imported)} imported
            </Text>
            <div className={classes.quiet}>{countWords(past)}</div>
          </>
        )}
      </div>
      {undone ? <span /> : <BalanceBadge past={past} />}
      <div className={classes.quiet} title={formatMoment(past.created_at)}>
        {formatAgo(past.created_at)}
      </div>
      {undone ? (
        <Badge variant="light" color="gray">
          Undone
        </Badge>
      ) : (
        <Button
          variant="default"
          size="xs"
          leftSection={<Undo2 size={14} aria-hidden="true" />}
          aria-label={`Undo the import of ${name}`}
          onClick={() => undo(past)}
        >
          Undo
        </Button>
      )}
    </li>
  );
}

function countWords({
  skipped_duplicates: here,
  possible_duplicates: maybe,
  error_count: errors,
  left_out,
}: PastImport) {
  const words = [
    here > 0 && `${formatCount(here)} here already`,
    maybe > 0 && `${formatCount(maybe)} possibly twice`,
    errors > 0 && `${formatCount(errors)} unreadable`,
    left_out > 0 && `${formatCount(left_out)} left out`,
  ];
  return words.filter(Boolean).join(' · ') || 'no repeats';
}

const BALANCES: Record<string, { color: string; label: string }> = {
  proven: { color: 'green', label: 'Balance proven' },
  broken: { color: 'orange', label: 'Balance differs' },
  not_stated: { color: 'gray', label: 'No balance' },
};

function BalanceBadge({ past: { balance_status, balance_sentence } }: { past: PastImport }) {
  const look = BALANCES[balance_status];
  if (!look) return <span />;
  return (
    <Badge variant="light" color={look.color} title={balance_sentence ?? undefined}>
      {look.label}
    </Badge>
  );
}
