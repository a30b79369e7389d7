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

/** What each series is called: with its category where a merchant has several. */
export function namesOf(bills: readonly Bill[]): Map<string, string> {
  const keys = new Map<string, Set<string>>();
  for (const { name, key } of bills) keys.set(name, (keys.get(name) ?? new Set()).add(key));
  const isShared = (name: string): boolean => (keys.get(name)?.size ?? 0) > 1;
  return new Map(
    bills.map(({ key, name, category_name: kind }) => [key, kind && isShared(name) ? `${name} · ${kind}` : name]),
  );
}

/** The weeks that hold the days from `first` to `last`; they begin with `weekStart`, 0 being Sunday. */
export function weeksOf(first: Day, last: Day, weekStart = 0): Day[][] {
  const weekday = (new Date(`${first}T12:00:00Z`).getUTCDay() - weekStart + 7) % 7;
  const weeks: Day[][] = [];
  for (let start = addDays(first, -weekday); start <= last; start = addDays(start, 7)) {
    weeks.push(Array.from({ length: 7 }, (_, index) => addDays(start, index)));
  }
  return weeks;
}
