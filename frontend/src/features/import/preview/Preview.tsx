import { Alert, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { FileText, History } from 'lucide-react';
import { type Staged, useDiscardStaged, useStaged } from '@/api/imports';
import { asProblem } from '@/api/problem';
import { EmptyState } from '@/components/EmptyState';
import { ErrorState } from '@/components/ErrorState';
import { LoadingState } from '@/components/LoadingState';
import { formatBytes, formatMoment, plural } from '@/lib/formatting';
import type { Outcome } from '../ImportResult';
import { MappingPanel } from '../mapping/MappingPanel';
import { ChoiceChips } from './ChoiceChips';
import { CommitBar } from './CommitBar';
import { StagedRows } from './StagedRows';
import { StatementCard } from './StatementCard';
import { useStagedEdits } from './useStagedEdits';

interface PreviewProps {
  id: string;
  /** Files that come after this one. */
  waiting: number;
  onDone: (outcome: Outcome) => void;
  onLeave: () => void;
}

/** A file before it is saved: what was read, and what would become of it. */
export function Preview({ id, waiting, onDone, onLeave }: PreviewProps) {
  const query = useStaged(id);
  if (query.data) return <Loaded staged={query.data} waiting={waiting} onDone={onDone} onLeave={onLeave} />;
  if (query.isPending) return <LoadingState shape="cards" count={3} height={140} label="Reading the file" />;
  if (asProblem(query.error).status === 404) {
    return (
      <EmptyState title="This file does not wait any more" actions={<Button onClick={onLeave}>Choose a file</Button>}>
        It was imported, thrown away, or waited for more than a day.
      </EmptyState>
    );
  }
  return <ErrorState error={query.error} onRetry={query.refetch} />;
}

interface LoadedProps extends Omit<PreviewProps, 'id'> {
  staged: Staged;
}

function Loaded({ staged, waiting, onDone, onLeave }: LoadedProps) {
  const discard = useDiscardStaged();
  const edits = useStagedEdits(staged);
  const isTable = staged.sample !== null;
  const isStuck = staged.problem !== null;
  const [isOpen, { toggle }] = useDisclosure(isStuck);
  const leave = () => {
    discard.mutate({ params: { path: { staged_id: staged.staged_id } } });
    onLeave();
  };
  return (
    <Stack gap="md">
      <FileLine staged={staged} waiting={waiting} />
      {staged.file_seen_before && (
        <Alert color="yellow" variant="light" icon={<History size={18} />} title="This very file was imported before">
          On {formatMoment(staged.file_seen_before.created_at)}. Rows that are here already are not added again.
        </Alert>
      )}
      {edits.error !== null && <ErrorState error={edits.error} />}
      {staged.statements.map((statement) => (
        <StatementCard key={statement.index} staged={staged} statement={statement} edits={edits} />
      ))}
      <ChoiceChips staged={staged} edits={edits} columns={isTable && !isStuck ? { isOpen, toggle } : undefined} />
      {isTable && (isOpen || isStuck) && <MappingPanel staged={staged} edits={edits} />}
      {!isStuck && <StagedRows staged={staged} edits={edits} />}
      <CommitBar staged={staged} edits={edits} waiting={waiting} onDone={onDone} onCancel={leave} />
    </Stack>
  );
}

function FileLine({ staged, waiting }: { staged: Staged; waiting: number }) {
  return (
    <Group gap="sm" wrap="nowrap">
      <FileText size={22} strokeWidth={1.5} aria-hidden="true" style={{ flex: 'none' }} />
      <div style={{ minWidth: 0 }}>
        <Title order={2}>{staged.file_name}</Title>
        <Text size="sm" c="dimmed">
          {staged.format_name} · {formatBytes(staged.size)}
          {waiting > 0 && ` · ${plural(waiting, 'more file')} after this one`}
        </Text>
      </div>
    </Group>
  );
}
