import { Combobox } from '@mantine/core';
import { Plus } from 'lucide-react';
import type { Category } from '@/api/categories';
import { groupCategories } from '@/lib/categories';
import { clsx } from '@/lib/classes';
import { rankMatches } from '@/lib/matching';
import { CategoryBadge } from '../CategoryBadge';
import classes from './CategoryPicker.module.css';

/** The value of the "create" option; no category's key has a space. */
export const CREATE = 'create new';

interface CategoryOptionsProps {
  categories: readonly Category[];
  query: string;
  value: string | null;
  /** Offer to create what was typed, if nothing is called so. */
  canCreate: boolean;
}

/** What may be chosen: the tree, or with letters typed what they may mean, best first. */
export function CategoryOptions({ categories, query, value, canCreate }: CategoryOptionsProps) {
  const wanted = query.trim();
  const names = new Map(categories.map((category) => [category.short_desc, category.display_name]));
  const parentName = ({ parent }: Category): string => names.get(parent ?? '') ?? '';
  const found = rankMatches(wanted, categories, (one) => [one.display_name, `${parentName(one)} ${one.display_name}`]);
  const shown = wanted ? found : groupCategories(categories).flatMap(({ parent, children }) => [parent, ...children]);
  const isKnown = categories.some(({ display_name }) => display_name.toLowerCase() === wanted.toLowerCase());
  return (
    <Combobox.Options aria-label="Categories" className={classes.options} tabIndex={0}>
      {shown.map((one) => (
        <Combobox.Option key={one.short_desc} value={one.short_desc} active={one.short_desc === value}>
          <span className={clsx(classes.option, !wanted && (one.parent ? classes.child : classes.parent))}>
            <CategoryBadge name={one.display_name} color={one.color} />
            {wanted && one.parent && <span className={classes.path}>{parentName(one)}</span>}
          </span>
        </Combobox.Option>
      ))}
      {wanted && canCreate && !isKnown && (
        <Combobox.Option value={CREATE}>
          <span className={classes.option}>
            <Plus size={14} aria-hidden="true" /> Create “{wanted}”
          </span>
        </Combobox.Option>
      )}
      {shown.length === 0 && !canCreate && <Combobox.Empty>No category is called so</Combobox.Empty>}
    </Combobox.Options>
  );
}
