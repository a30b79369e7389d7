import { Card } from '@mantine/core';
import { Plus } from 'lucide-react';
import { type DragEvent, useState } from 'react';
import type { Category } from '@/api/categories';
import { clsx } from '@/lib/classes';
import classes from './Categories.module.css';
import type { Dialog } from './CategoryDialogs';
import { CategoryRow, DRAGGED } from './CategoryRow';
import { useCategoryActions } from './useCategoryActions';

interface CategoryFamilyProps {
  parent: Category;
  subcategories: readonly Category[];
  /** Those of them that a search leaves. */
  shown: readonly Category[];
  onDialog: (dialog: Dialog) => void;
}

const isCategory = (event: DragEvent): boolean => event.dataTransfer.types.includes(DRAGGED);

/** A parent and its subcategories; a category dropped on it moves here. */
export function CategoryFamily({ parent, subcategories, shown, onDialog }: CategoryFamilyProps) {
  const [isOver, setOver] = useState(false);
  const { move } = useCategoryActions();
  const drop = (event: DragEvent) => {
    setOver(false);
    const key = event.dataTransfer.getData(DRAGGED);
    const isHere = key === parent.short_desc || subcategories.some(({ short_desc }) => short_desc === key);
    if (key && !isHere) move(key, parent.short_desc);
  };
  return (
    <Card
      component="section"
      aria-label={parent.display_name}
      className={clsx(classes.family, isOver && classes.over)}
      padding={0}
      onDragOver={(event) => {
        if (!isCategory(event)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <ul className={classes.rows}>
        <CategoryRow category={parent} below={subcategories} onDialog={onDialog} />
        {shown.map((child) => (
          <CategoryRow key={child.short_desc} category={child} onDialog={onDialog} />
        ))}
      </ul>
      <button type="button" className={classes.add} onClick={() => onDialog({ kind: 'create', parent })}>
        <Plus size={14} aria-hidden="true" /> Add to {parent.display_name}
      </button>
    </Card>
  );
}
