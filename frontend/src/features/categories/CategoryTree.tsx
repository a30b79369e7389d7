import { Button } from '@mantine/core';
import { Tags } from 'lucide-react';
import type { Category } from '@/api/categories';
import { EmptyState } from '@/components/EmptyState';
import { groupCategories } from '@/lib/categories';
import { matchScore } from '@/lib/matching';
import classes from './Categories.module.css';
import type { Dialog } from './CategoryDialogs';
import { CategoryFamily } from './CategoryFamily';

interface CategoryTreeProps {
  categories: readonly Category[];
  search: string;
  onDialog: (dialog: Dialog) => void;
}

const isMatch = (search: string, { display_name }: Category): boolean => matchScore(search, display_name) !== null;

/** The families that a search leaves: a parent that is meant keeps all its subcategories. */
export function familiesFor(categories: readonly Category[], search: string) {
  return groupCategories(categories).flatMap(({ parent, children }) => {
    if (isMatch(search, parent)) return [{ parent, children, shown: children }];
    const left = children.filter((child) => isMatch(search, child));
    return left.length > 0 ? [{ parent, children, shown: left }] : [];
  });
}

/** Each parent as a card with its subcategories. */
export function CategoryTree({ categories, search, onDialog }: CategoryTreeProps) {
  const families = familiesFor(categories, search);
  if (families.length === 0) {
    return (
      <EmptyState
        title={search ? `No category is called “${search}”` : 'No categories yet'}
        icon={Tags}
        actions={
          <Button onClick={() => onDialog({ kind: 'create', parent: null, name: search })}>
            {search ? `Create “${search}”` : 'New category'}
          </Button>
        }
      />
    );
  }
  return (
    <div className={classes.tree}>
      {families.map(({ parent, children, shown }) => (
        <CategoryFamily
          key={parent.short_desc}
          parent={parent}
          subcategories={children}
          shown={shown}
          onDialog={onDialog}
        />
      ))}
    </div>
  );
}
