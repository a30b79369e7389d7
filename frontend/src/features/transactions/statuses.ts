/** Where a transaction stands, in words. */
export const STATUS_CHOICES: { label: string; statuses: string[] }[] = [
  { label: 'To review', statuses: ['pending_review'] },
  { label: 'Staged', statuses: ['pending_save'] },
  { label: 'Filed', statuses: ['confirmed', 'auto_confirmed'] },
  { label: 'Filed by you', statuses: ['confirmed'] },
  { label: 'Filed by a rule', statuses: ['auto_confirmed'] },
];

const sorted = (statuses: readonly string[]): string => [...statuses].sort().join(' ');

/** What a set of statuses is called; one that no choice means is told by its members. */
export function statusLabel(statuses: readonly string[]): string {
  const choice = STATUS_CHOICES.find((each) => sorted(each.statuses) === sorted(statuses));
  if (choice) return choice.label;
  return statuses.length > 1 ? statuses.map((status) => statusLabel([status])).join(', ') : (statuses[0] ?? '');
}
