/** Files that are handed to the owner. */

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** Lines of cells as a spreadsheet takes them. */
export const csvText = (lines: readonly (readonly string[])[]): string =>
  lines
    .map((cells) => cells.map(quoted).join(','))
    .join('\r\n')
    .concat('\r\n');

/** An amount of the server, to the cent; nothing where there is none. */
export const csvAmount = (amount: number | null | undefined): string => (amount == null ? '' : amount.toFixed(2));

/** `Spending by month` as the name of a file. */
export const fileName = (title: string, ending: string): string =>
  `${title
    .toLowerCase()
    .replaceAll(/[^\p{Letter}\p{Number}]+/gu, '-')
    .replaceAll(/^-|-$/g, '')}.${ending}`;

export function saveBlob(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}

/** The mark at the start tells spreadsheets that it is UTF-8. */
export const saveCsv = (name: string, text: string): void =>
  saveBlob(name, new Blob(['\ufeff', text], { type: 'text/csv;charset=utf-8' }));
