import type { Fact } from '@/api/insights';

/** What a fact is, in words: `Groceries: spent`. */
export function factWords({ name, label }: Pick<Fact, 'name' | 'label'>): string {
  return name ? `${name}: ${label}` : label.slice(0, 1).toUpperCase() + label.slice(1);
}
