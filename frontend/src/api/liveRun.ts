import { useEffect, useState } from 'react';
import { $api } from './client';
import { refresh } from './queryClient';
import type { components } from './schema.gen';

export type SyncRun = components['schemas']['RunOut'];

/** What a running sync is at. */
export interface RunProgress {
  phase: string;
  sentence: string;
  done: number;
  total: number;
}

export interface LiveRun {
  progress: RunProgress | null;
  /** The attempt as it ended; null while it runs. */
  ended: SyncRun | null;
}

const OFTEN_MS = 1_000;

/** A browser keeps six lines to one server: some stay free for all else. */
const MOST_LINES = 3;
let lines = 0;

interface Heard extends LiveRun {
  runId: number;
}

/** Follow a sync while it runs: told by the server as it goes, or asked for where that line is cut. */
export function useLiveRun(runId: number | null): LiveRun {
  const [heard, setHeard] = useState<Heard | null>(null);
  const [isCut, setIsCut] = useState(false);
  const known = heard?.runId === runId ? heard : null;

  useEffect(() => {
    if (runId === null) return;
    setIsCut(false);
    return listen(runId, {
      onProgress: (progress) => setHeard({ runId, progress, ended: null }),
      onEnd: (ended) => setHeard({ runId, progress: null, ended }),
      onCut: () => setIsCut(true),
    });
  }, [runId]);

  const asked = useAskedRun(runId, isCut && !known?.ended);
  const ended = known?.ended ?? asked;
  const endedId = ended?.id;
  useEffect(() => {
    // What the sync brought changes every screen.
    if (endedId !== undefined) refresh();
  }, [endedId]);
  return { progress: known?.progress ?? null, ended };
}

interface Listener {
  onProgress: (progress: RunProgress) => void;
  onEnd: (ended: SyncRun) => void;
  onCut: () => void;
}

function listen(runId: number, { onProgress, onEnd, onCut }: Listener): (() => void) | undefined {
  if (typeof EventSource === 'undefined' || lines >= MOST_LINES) {
    onCut();
    return undefined;
  }
  const source = new EventSource(`/api/sync/runs/${runId}/events`);
  let isOpen = true;
  lines += 1;
  const hangUp = () => {
    if (isOpen) lines -= 1;
    isOpen = false;
    source.close();
  };
  // What arrives was written by the server after the same description as every other answer.
  source.addEventListener('progress', ({ data }) => onProgress(JSON.parse(data) as RunProgress));
  source.addEventListener('end', ({ data }) => {
    hangUp();
    onEnd(JSON.parse(data) as SyncRun);
  });
  source.addEventListener('error', () => {
    hangUp();
    onCut();
  });
  return hangUp;
}

/** The same answer by asking again and again, until the attempt is over. */
function useAskedRun(runId: number | null, isNeeded: boolean): SyncRun | null {
  const { data } = $api.useQuery(
    'get',
    '/api/sync/runs/{run_id}',
    { params: { path: { run_id: runId ?? 0 } } },
    { enabled: isNeeded && runId !== null, refetchInterval: isNeeded ? OFTEN_MS : false, gcTime: 0 },
  );
  return data && data.id === runId && data.status !== 'running' ? data : null;
}
