import type { Operation } from '@/api/history';
import { formatDayLong } from '@/lib/formatting';
import { addDays, type Day, localDay } from '@/lib/months';

export interface DayOfOperations {
  day: Day;
  label: string;
  operations: Operation[];
}

/** `Today`, `Yesterday`, or the day itself. */
function dayLabel(day: Day, today: Day): string {
  if (day === today) return 'Today';
  return day === addDays(today, -1) ? 'Yesterday' : formatDayLong(day);
}

/** Operations by the owner's calendar day, in the order they came. */
export function byDay(operations: readonly Operation[], today: Day = localDay()): DayOfOperations[] {
  const days = new Map<Day, Operation[]>();
  for (const operation of operations) {
    const day = localDay(new Date(operation.created_at));
    days.set(day, [...(days.get(day) ?? []), operation]);
  }
  return [...days].map(([day, those]) => ({ day, label: dayLabel(day, today), operations: those }));
}
