import type { ScheduledJob, SyncRun } from '@/api/sync';
import { formatAgo, formatDayLong } from '@/lib/formatting';
import { addDays, type Day, localDay } from '@/lib/months';

export const TRIGGERS: Record<SyncRun['trigger'], string> = {
  scheduled: 'on schedule',
  manual: 'asked for by you',
  initial: 'first sync',
  retry: 'after a repair',
};

export const STATUSES: Record<SyncRun['status'], string> = {
  running: 'Running',
  success: 'Done',
  partial: 'Done in part',
  error: 'Failed',
  interrupted: 'Interrupted',
};

/** `0.4 s`, `12 s`, `2 min 5 s`. */
export function durationWords(seconds: number): string {
  if (seconds < 10) return `${Math.max(0.1, seconds).toFixed(1)} s`;
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** `every 4 hours` */
export function intervalWords(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  if (minutes < 60 || minutes % 60 !== 0) return `every ${minutes} minutes`;
  const hours = minutes / 60;
  return hours === 1 ? 'every hour' : `every ${hours} hours`;
}

/** When a job runs next, in words. */
export function nextWords(
  { is_running, paused, next_run_at: next }: ScheduledJob,
  isOn: boolean,
  now = new Date(),
): string {
  if (is_running) return 'Running now';
  if (paused) return 'Paused';
  if (!isOn) return 'Only by hand';
  if (next === null) return 'Runs soon';
  return new Date(next) <= now ? 'Due now' : `Next ${formatAgo(next, now)}`;
}

export interface RunsOfDay {
  day: Day;
  label: string;
  runs: SyncRun[];
}

/** Attempts by the owner's calendar day, in the order they came. */
export function byDay(runs: readonly SyncRun[], today: Day = localDay()): RunsOfDay[] {
  const days = new Map<Day, SyncRun[]>();
  for (const run of runs) {
    const day = localDay(new Date(run.started_at));
    days.set(day, [...(days.get(day) ?? []), run]);
  }
  return [...days].map(([day, those]) => ({ day, label: labelOf(day, today), runs: those }));
}

function labelOf(day: Day, today: Day): string {
  if (day === today) return 'Today';
  return day === addDays(today, -1) ? 'Yesterday' : formatDayLong(day);
}
