import type { WorthChange } from '@/api/balances';

/** `This month`, `3 months`: the change since the end of the month before. */
export const spanName = (months: number): string => (months === 1 ? 'This month' : `${months} months`);

type Part = Exclude<keyof WorthChange, 'since' | 'until' | 'total' | 'income' | 'spending'>;

interface PartWords {
  part: Part;
  label: string;
  detail: string;
  /** Where one sees more of it. */
  to?: string;
}

/** What a change is made of, in the order in which it is told. */
export const PARTS: PartWords[] = [
  { part: 'saved', label: 'Saved', detail: 'Income less spending' },
  { part: 'valuations', label: 'Revalued', detail: 'New values of property, investments and loans' },
  { part: 'waiting', label: 'Waiting for review', detail: 'Moved already, not filed yet', to: '/review' },
  { part: 'left_out', label: 'Left out of reports', detail: 'Rows that you don’t want counted' },
  { part: 'moved', label: 'Between accounts', detail: 'Transfers whose other side is not here' },
  { part: 'began', label: 'Accounts that begin here', detail: 'What they held when they began to be known' },
  { part: 'unexplained', label: 'Not explained', detail: 'Stated balances that the transactions don’t lead to' },
];

/** The parts that a change has; what was saved is always told. */
export const partsOf = (change: WorthChange): PartWords[] =>
  PARTS.filter(({ part }) => part === 'saved' || change[part] !== 0);
