/** Where a transaction came from, in words. */
const NAMES: Record<string, string> = {
  csv_import: 'CSV file',
  xlsx_import: 'Excel workbook',
  ofx_import: 'OFX or QFX file',
  qif_import: 'QIF file',
  camt_import: 'CAMT file',
  mt940_import: 'MT940 file',
  manual: 'Typed in',
  plaid: 'Bank connection',
};

export const sourceName = (source: string): string => NAMES[source] ?? source.replaceAll('_', ' ');

export const SOURCES: { value: string; label: string }[] = Object.entries(NAMES).map(([value, label]) => ({
  value,
  label,
}));
