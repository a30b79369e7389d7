import type { Statement } from '@/api/balances';

interface FitWords {
  label: string;
  color: string;
  detail: string;
}

/** How a stated balance agrees with the transactions, in a word; nothing where there is nothing to compare. */
export const FITS: Record<Statement['fit'], FitWords | null> = {
  first: null,
  valued: null,
  agrees: { label: 'Agrees', color: 'green', detail: 'The transactions lead to this balance' },
  apart: { label: 'Apart', color: 'orange', detail: 'The transactions lead to another balance' },
  passed_over: {
    label: 'Passed over',
    color: 'orange',
    detail: 'The balances before and after agree without this one',
  },
  outvoted: { label: 'Not used', color: 'gray', detail: 'Another balance of the same day goes before it' },
};

/** Who said so: a file by its name, the owner, the start of the account. */
export function saidBy({ source, file_name: file }: Statement): string {
  if (source === 'owner') return 'You said so';
  if (source === 'opening') return 'Opening balance';
  return file ?? (source === 'bank' ? 'Your bank' : 'A file');
}
