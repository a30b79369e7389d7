import type { Bill } from '@/api/recurring';
import { addDays, type Day } from '@/lib/months';

export const STATE_WORDS: Record<Bill['state'], string> = {
  paid: 'paid',
  due: 'due',
  late: 'late',
  missed: 'missed',
};

/** The bills of each day that has some, in the server's order. */
export function billsByDay(bills: readonly Bill[]): Map<Day, Bill[]> {
  const days = new Map<Day, Bill[]>();
  for (const bill of bills) days.set(bill.on, [...(days.get(bill.on) ?? []), bill]);
  return days;
}

/** The weeks, Sunday to Saturday, that hold the days from `first` to `last`. */
export function weeksOf(first: Day, last: Day): Day[][] {
  const weekday = new Date(`${first}T12:00:00Z`).getUTCDay();
  const weeks: Day[][] = [];
  for (let start = addDays(first, -weekday); start <= last; start = addDays(start, 7)) {
    weeks.push(Array.from({ length: 7 }, (_, index) => addDays(start, index)));
  }
  return weeks;
}
