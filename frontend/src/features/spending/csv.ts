import type { SpendingNode, SpendingReport } from '@/api/reports';
import { csvAmount as cents, csvText } from '@/lib/saving';

const line = (parent: string, name: string, node: SpendingNode): string[] => [
  parent,
  name,
  cents(node.total),
  cents(node.previous_total),
  cents(node.change),
  String(node.count),
];

/** The table as a spreadsheet takes it: one line for each parent and each subcategory. */
export function spendingCsv(report: SpendingReport): string {
  const head = ['Category', 'Subcategory', 'Spent', 'Spent before', 'Change', 'Transactions'];
  const lines = report.parents.flatMap((parent) => [
    line(parent.display_name, '', parent),
    ...parent.children.map((child) => line(parent.display_name, child.display_name, child)),
  ]);
  return csvText([head, ...lines]);
}
