import type { FilterField } from '@/api/filters';

const OF_TEXT: Record<string, string> = {
  ':': 'contains',
  '=': 'is exactly',
  '!=': 'is not',
  '~': 'contains',
};

const OF_NAMES: Record<string, string> = {
  ':': 'is',
  '=': 'is exactly',
  '!=': 'is not',
  '~': 'contains',
};

const OF_SIZES: Record<string, string> = {
  ':': 'is',
  '!=': 'is not',
  '<': 'less than',
  '<=': 'at most',
  '>': 'more than',
  '>=': 'at least',
};

const OF_DATES: Record<string, string> = {
  ':': 'in',
  '!=': 'not in',
  '<': 'before',
  '<=': 'up to',
  '>': 'after',
  '>=': 'from',
};

const BY_KIND: Record<string, Record<string, string>> = {
  text: OF_TEXT,
  amount: OF_SIZES,
  date: OF_DATES,
};

/** What can be asked of a field, in words; signs that say the same are left out. */
export function operatorsOf(field: FilterField): { value: string; label: string }[] {
  const words = BY_KIND[field.kind] ?? OF_NAMES;
  const seen = new Set<string>();
  return field.operators.flatMap((sign) => {
    const label = words[sign];
    if (!label || seen.has(label)) return [];
    seen.add(label);
    return [{ value: sign, label }];
  });
}
