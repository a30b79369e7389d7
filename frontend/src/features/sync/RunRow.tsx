import { ChevronDown } from 'lucide-react';
import { useId, useState } from 'react';
import { useLiveRun } from '@/api/liveRun';
import type { SyncRun } from '@/api/sync';
import { SyncProgress } from '@/components/connections/SyncProgress';
import { formatTime } from '@/lib/formatting';
import { runSentence } from '@/lib/sync';
import { RunDetails } from './RunDetails';
import { RunIcon } from './RunIcon';
import classes from './Sync.module.css';
import { durationWords, TRIGGERS } from './words';

/** One attempt: which bank, what came of it, when and how long; more when it is opened. */
export function RunRow({ run }: { run: SyncRun }) {
  const [isOpen, setOpen] = useState(false);
  const details = useId();
  const isRunning = run.status === 'running';
  return (
    <li className={classes.item}>
      <button
        type="button"
        className={classes.line}
        aria-expanded={isOpen}
        aria-controls={details}
        onClick={() => setOpen(!isOpen)}
      >
        <RunIcon status={run.status} />
        <span className={classes.what}>
          <span className={classes.bank}>{run.institution_name}</span>
          {!isRunning && <span className={classes.sentence}>{runSentence(run)}</span>}
        </span>
        <span className={classes.when}>
          <time dateTime={run.started_at}>{formatTime(run.started_at)}</time>
          <span>
            {TRIGGERS[run.trigger]}
            {run.duration_seconds !== null && ` · ${durationWords(run.duration_seconds)}`}
          </span>
        </span>
        <ChevronDown size={16} className={classes.chevron} data-open={isOpen || undefined} aria-hidden="true" />
      </button>
      {isRunning && <Live run={run} />}
      <div id={details} hidden={!isOpen}>
        {isOpen && <RunDetails run={run} />}
      </div>
    </li>
  );
}

/** How far a running attempt has come. */
function Live({ run }: { run: SyncRun }) {
  const { progress, ended } = useLiveRun(run.id);
  if (ended) return null;
  return (
    <div className={classes.live}>
      <SyncProgress progress={progress} institution={run.institution_name} />
    </div>
  );
}
