import type { Day } from '@/lib/months';

export interface Scheme {
  kind: 'month' | 'shifted' | 'biweekly';
  startDay: number;
  payday: Day;
}

/** What a setting such as `month:15` means; what it leaves open is filled with what is likely. */
export function readScheme(text: string, today: Day): Scheme {
  const [kind, detail] = text.split(':');
  if (kind === 'biweekly' && detail) return { kind, startDay: 15, payday: detail };
  if (kind === 'month' && detail) return { kind: 'shifted', startDay: Number(detail), payday: today };
  return { kind: 'month', startDay: 15, payday: today };
}

/** As the setting is written; `null` while something is missing. */
export function schemeText({ kind, startDay, payday }: Scheme): string | null {
  if (kind === 'biweekly') return `biweekly:${payday}`;
  if (kind === 'month' || startDay === 1) return 'month';
  return startDay > 1 && startDay <= 28 ? `month:${startDay}` : null;
}
