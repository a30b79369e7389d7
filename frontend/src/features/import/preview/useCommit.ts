import { useCallback, useEffect, useRef, useState } from 'react';
import { type Job, refreshAfterImport, type Staged, useCancelJob, useCommitStaged, useJob } from '@/api/imports';
import { Problem } from '@/api/problem';
import type { Outcome } from '../ImportResult';

/** What is shorter than this needs no dialog. */
const LONG_MS = 600;

interface Figures {
  import_id: number;
  imported: number;
  skipped_duplicates: number;
  auto_confirmed: number;
  needs_review: number;
}

const count = (figures: readonly Figures[], name: keyof Figures): number =>
  figures.reduce((sum, each) => sum + each[name], 0);

/** The job's result as counts over all accounts of the file. */
export function outcomeOf({ staged_id, file_name }: Staged, result: Job['result']): Outcome {
  // The job's result is the answer of `commit`, which the API's description leaves open.
  const imports = (result?.imports ?? []) as Figures[];
  return {
    stagedId: staged_id,
    fileName: file_name,
    operationId: typeof result?.operation_id === 'number' ? result.operation_id : null,
    importIds: imports.map(({ import_id }) => import_id),
    imported: count(imports, 'imported'),
    skipped: count(imports, 'skipped_duplicates'),
    filed: count(imports, 'auto_confirmed'),
    toReview: count(imports, 'needs_review'),
  };
}

/** Save a file: start the job, follow it, and say what came of it. */
export function useCommit(staged: Staged, onDone: (outcome: Outcome) => void) {
  const commit = useCommitStaged();
  const stop = useCancelJob();
  const [jobId, setJobId] = useState<string | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const [isLong, setLong] = useState(false);
  const { data: job, error: lost } = useJob(jobId);
  const finish = useRef(onDone);
  finish.current = onDone;

  const { mutate } = commit;
  const start = useCallback(() => {
    setFailure(null);
    mutate(
      { params: { path: { staged_id: staged.staged_id } }, body: { remember_profile: staged.remember } },
      { onSuccess: ({ job_id }) => setJobId(job_id), onError: setFailure },
    );
  }, [mutate, staged]);

  useEffect(() => {
    if (jobId === null) return;
    const timer = setTimeout(() => setLong(true), LONG_MS);
    return () => {
      clearTimeout(timer);
      setLong(false);
    };
  }, [jobId]);

  useEffect(() => {
    if (!job || job.state === 'running') return;
    setJobId(null);
    if (job.state === 'done') {
      finish.current(outcomeOf(staged, job.result));
      refreshAfterImport();
    } else if (job.state === 'failed') {
      setFailure(new Problem('Not imported', job.problem ?? 'The import failed and left nothing behind.', 500));
    }
  }, [job, staged]);

  return {
    start,
    job,
    isBusy: commit.isPending || jobId !== null,
    isLong: isLong && jobId !== null,
    error: failure ?? lost,
    cancel: () => jobId && stop.mutate({ params: { path: { job_id: jobId } } }),
    isCancelling: stop.isPending,
  };
}
