import { ActionIcon, Tooltip } from '@mantine/core';
import { Pause, Play, RotateCw } from 'lucide-react';
import { type ScheduledJob, usePauseJob, useResumeJob, useRunJob } from '@/api/sync';
import { formatAgo, formatMoment } from '@/lib/formatting';
import classes from './Sync.module.css';
import { intervalWords, nextWords } from './words';

const ICON = { size: 16, strokeWidth: 1.9, 'aria-hidden': true } as const;

interface JobRowProps {
  job: ScheduledJob;
  /** Whether the clock runs in this app. */
  isOn: boolean;
}

/** A job: how often and when next, how it went last. */
export function JobRow({ job, isOn }: JobRowProps) {
  const { title, interval_seconds: interval, last_finished_at: last, last_sentence: said } = job;
  return (
    <li className={classes.job}>
      <div className={classes.jobWords}>
        <span className={classes.bank}>
          {title} <span className={classes.often}>{intervalWords(interval)}</span>
        </span>
        <span className={classes.sentence} data-outcome={job.last_outcome ?? undefined}>
          {last ? (
            <>
              {said}{' '}
              <time className={classes.often} dateTime={last} title={formatMoment(last)}>
                {formatAgo(last)}
              </time>
            </>
          ) : (
            'It has not run yet.'
          )}
        </span>
      </div>
      <span className={classes.next} data-paused={job.paused || undefined}>
        {nextWords(job, isOn)}
      </span>
      <JobButtons job={job} />
    </li>
  );
}

function JobButtons({ job: { name, title, paused, is_running: isRunning } }: { job: ScheduledJob }) {
  const run = useRunJob();
  const pause = usePauseJob();
  const resume = useResumeJob();
  const params = { path: { name } };
  const rest = paused ? `Resume ${title}` : `Pause ${title}`;
  return (
    <div className={classes.buttons}>
      <Tooltip label="Run now">
        <ActionIcon
          size="lg"
          aria-label={`Run ${title} now`}
          loading={run.isPending || isRunning}
          onClick={() => run.mutate({ params })}
        >
          <RotateCw {...ICON} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={paused ? 'Resume' : 'Pause'}>
        <ActionIcon
          size="lg"
          aria-label={rest}
          loading={pause.isPending || resume.isPending}
          onClick={() => (paused ? resume : pause).mutate({ params })}
        >
          {paused ? <Play {...ICON} /> : <Pause {...ICON} />}
        </ActionIcon>
      </Tooltip>
    </div>
  );
}
