import type { SpendingNode, SpendingReport } from '@/api/reports';

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

const cents = (amount: number | null): string => (amount === null ? '' : amount.toFixed(2));

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
  return [head, ...lines]
    .map((cells) => cells.map(quoted).join(','))
    .join('\r\n')
    .concat('\r\n');
}

/** Hand a text to the owner as a file. */
export function saveFile(name: string, text: string): void {
  // The mark at the start tells spreadsheets that it is UTF-8.
  const address = URL.createObjectURL(new Blob(['\ufeff', text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
