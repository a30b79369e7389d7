import { Button, Text } from '@mantine/core';
import { Sparkles } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { type AiRun, useAsking } from '@/api/aiRuns';
import { refresh } from '@/api/queryClient';
import { showUndo } from '@/components/undoToast';
import { plural } from '@/lib/formatting';
import classes from './Ai.module.css';
import { AskDialog } from './AskDialog';
import { RunProgress } from './RunProgress';

/** The AI's place in the review: nothing where none is set up, else what it could be asked. */
export function AskAi() {
  const { data } = useAsking();
  const [isOpen, setOpen] = useState(false);
  const expect = useTellTheEnd(data?.run ?? null);
  if (!data?.is_set_up) return null;
  const { run, merchants, rows, known_rows } = data;
  const isRunning = run?.state === 'running';
  return (
    <>
      {run && <RunProgress run={run} />}
      {!isRunning && merchants + known_rows > 0 && (
        <div className={classes.bar}>
          <Text size="sm" c="dimmed">
            {merchants > 0
              ? `Nothing here knows ${plural(merchants, 'merchant')} of ${plural(rows, 'transaction')}.`
              : `The AI said before what ${plural(known_rows, 'transaction')} could be.`}
          </Text>
          <Button
            size="xs"
            variant="default"
            leftSection={<Sparkles size={15} aria-hidden="true" />}
            onClick={() => setOpen(true)}
          >
            {merchants > 0 ? `Ask the AI about ${plural(merchants, 'merchant')}` : 'Use what it said'}
          </Button>
        </div>
      )}
      <AskDialog isOpen={isOpen} knownRows={known_rows} onStarted={expect} onClose={() => setOpen(false)} />
    </>
  );
}

/** When the run that goes on ends, show what came of it, with a way to take it back. */
function useTellTheEnd(run: AiRun | null): (started: AiRun) => void {
  const awaited = useRef<string | null>(null);
  useEffect(() => {
    if (run?.state === 'running') awaited.current = run.started_at;
    if (!run || run.state === 'running' || awaited.current !== run.started_at) return;
    awaited.current = null;
    void refresh();
    if (run.state !== 'failed') showUndo({ message: sentence(run), operationId: run.operation_id ?? undefined });
  }, [run]);
  return (started) => {
    awaited.current = started.started_at;
  };
}

function sentence({ rows, left_open, unread }: AiRun): string {
  const open = left_open + unread;
  const left = open ? ` It could not tell of ${plural(open, 'merchant')}.` : '';
  return rows ? `The AI suggested categories for ${plural(rows, 'transaction')}.${left}` : `No suggestion came.${left}`;
}
