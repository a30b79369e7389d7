import { Alert, Button, Progress, Text } from '@mantine/core';
import { useState } from 'react';
import { type AiRun, useStopAsking } from '@/api/aiRuns';
import { formatCount } from '@/lib/formatting';
import classes from './Ai.module.css';

/** How far the AI was asked, with a way to stop; and why it ended early, where it did. */
export function RunProgress({ run }: { run: AiRun }) {
  const stopping = useStopAsking();
  const [closed, setClosed] = useState<string | null>(null);
  if (run.state === 'failed' && closed !== run.started_at) {
    return (
      <Alert
        color="red"
        variant="light"
        title="The AI could not be asked to the end"
        role="alert"
        withCloseButton
        closeButtonLabel="Close"
        onClose={() => setClosed(run.started_at)}
      >
        {run.problem} {run.rows > 0 && 'What it suggested before stays.'}
      </Alert>
    );
  }
  if (run.state !== 'running') return null;
  const percent = run.merchants ? (run.asked / run.merchants) * 100 : 0;
  return (
    <div className={classes.bar}>
      <Text size="sm" role="status">
        {run.is_waiting ? 'The AI asks to wait a moment' : 'Asking the AI'} · {formatCount(run.asked)} of{' '}
        {formatCount(run.merchants)} merchants
      </Text>
      <Progress
        className={classes.progress}
        value={percent || 100}
        animated={!percent}
        aria-label="Merchants asked about"
      />
      <Button size="xs" variant="default" loading={stopping.isPending} onClick={() => stopping.mutate({})}>
        Stop
      </Button>
    </div>
  );
}
