import type { Goal } from '@/api/goals';
import { formatDay, formatMonth } from '@/lib/formatting';
import { monthOf } from '@/lib/months';

export const GOAL_WORDS: Record<Goal['status'], string> = {
  finished: 'Finished',
  reached: 'Reached',
  on_track: 'On track',
  behind: 'Behind',
  overdue: 'Past its date',
  open: 'No date',
};

export type GoalTone = 'good' | 'late' | 'calm';

export function toneOf(status: Goal['status']): GoalTone {
  if (status === 'reached' || status === 'on_track') return 'good';
  return status === 'behind' || status === 'overdue' ? 'late' : 'calm';
}

/** When it should be there, and when it will if things go on as they do. */
export function datesOf({ target_date, projected_on, status }: Goal): string[] {
  const words = target_date ? [`by ${formatDay(target_date)}`] : [];
  if (projected_on && status !== 'finished') words.push(`at the present pace in ${formatMonth(monthOf(projected_on))}`);
  return words;
}
