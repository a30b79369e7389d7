import type { CashFlow, CashFlowNode } from '@/api/cashFlow';
import { csvAmount, csvText } from '@/lib/saving';

/** All figures of a year as a spreadsheet takes them: a column for each span, a line for each category. */
export function cashFlowCsv(report: CashFlow): string {
  const { periods } = report;
  const spans = periods.map(({ start_date, end_date }) => `${start_date} to ${end_date}`);
  const line = (kind: string, top: string, name: string, amounts: readonly number[], total: number | null) => [
    kind,
    top,
    name,
    ...amounts.map(csvAmount),
    csvAmount(total),
  ];
  const family = (kind: string, parent: CashFlowNode) => [
    line(kind, parent.display_name, '', parent.series, parent.total),
    ...parent.children.map((child) => line(kind, parent.display_name, child.display_name, child.series, child.total)),
  ];
  const sum = (kind: string, name: 'income' | 'expenses' | 'net') =>
    line(
      kind,
      '',
      '',
      periods.map((period) => period[name]),
      report[name],
    );
  return csvText([
    ['Kind', 'Category', 'Subcategory', ...spans, 'Total'],
    sum('Income', 'income'),
    ...report.income_categories.flatMap((node) => family('Income', node)),
    sum('Expenses', 'expenses'),
    ...report.expense_categories.flatMap((node) => family('Expenses', node)),
    sum('Net', 'net'),
    line(
      'Since January',
      '',
      '',
      periods.map(({ cumulative }) => cumulative),
      null,
    ),
  ]);
}
