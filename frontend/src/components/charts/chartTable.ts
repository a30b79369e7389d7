import type { ReactNode } from 'react';
import { csvAmount, csvText } from '@/lib/saving';
import type { MoneyFormat, MoneyKind } from '../money';

/** The figures behind a chart, in words and numbers. */
export interface ChartTable {
  /** The name of the first column. */
  rowsAre: string;
  columns: { label: string; kind?: MoneyKind }[];
  rows: ChartRow[];
}

export interface ChartRow {
  key: string;
  label: ReactNode;
  amounts: (number | null)[];
}

const nameOf = ({ key, label }: ChartRow): string =>
  typeof label === 'string' || typeof label === 'number' ? String(label) : key;

/** The table as a spreadsheet takes it, to the cent. */
export const chartCsv = ({ rowsAre, columns, rows }: ChartTable): string =>
  csvText([
    [rowsAre, ...columns.map(({ label }) => label)],
    ...rows.map((row) => [nameOf(row), ...columns.map((_, place) => csvAmount(row.amounts[place]))]),
  ]);

/** What a chart says, for those who hear it: the stretch it covers, and the ends of each figure. */
export function chartSummary({ columns, rows }: ChartTable, text: MoneyFormat, isHidden: boolean): string {
  const [first, last] = [rows[0], rows.at(-1)];
  if (!first || !last) return 'Nothing to draw.';
  const stretch = first === last ? nameOf(first) : `${rows.length} values from ${nameOf(first)} to ${nameOf(last)}`;
  if (isHidden) return `${stretch}. Amounts are hidden.`;
  const ends = columns.map(({ label, kind = 'spent' }, place) => {
    const drawn = rows.filter(({ amounts }) => amounts[place] != null);
    const by = (row: ChartRow): number => row.amounts[place] ?? 0;
    const most = drawn.reduce<ChartRow | undefined>((top, row) => (top && by(top) >= by(row) ? top : row), undefined);
    const least = drawn.reduce<ChartRow | undefined>((low, row) => (low && by(low) <= by(row) ? low : row), undefined);
    if (!most || !least) return `${label}: none`;
    const tell = (row: ChartRow): string => `${text(by(row), kind)} (${nameOf(row)})`;
    return most === least ? `${label}: ${tell(most)}` : `${label}: highest ${tell(most)}, lowest ${tell(least)}`;
  });
  return `${stretch}. ${ends.join('. ')}.`;
}
