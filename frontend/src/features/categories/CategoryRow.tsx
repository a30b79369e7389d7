import { useRef, useState } from 'react';
import { Link } from 'react-router';
import type { Category } from '@/api/categories';
import { RenameField } from '@/components/RenameField';
import { transactionsAddress } from '@/lib/addresses';
import { clsx } from '@/lib/classes';
import { formatCount, plural } from '@/lib/formatting';
import classes from './Categories.module.css';
import type { Dialog } from './CategoryDialogs';
import { CategoryFlags } from './CategoryFlags';
import { CategoryMenu } from './CategoryMenu';
import { ColorDot } from './ColorDot';
import { useCategoryActions } from './useCategoryActions';

interface CategoryRowProps {
  category: Category;
  /** Its subcategories, where it is a parent. */
  below?: readonly Category[];
  onDialog: (dialog: Dialog) => void;
}

/** What a dragged row carries: the key of its category. */
export const DRAGGED = 'application/x-budget-category';

/** One category: color, name, what it means for reports, how much is filed there, and what can be done. */
export function CategoryRow({ category, below, onDialog }: CategoryRowProps) {
  const { short_desc: key, display_name: name } = category;
  const [isRenaming, setRenaming] = useState(false);
  const menu = useRef<HTMLButtonElement>(null);
  const actions = useCategoryActions();
  const isParent = below !== undefined;
  const count = category.transaction_count + (below ?? []).reduce((sum, each) => sum + each.transaction_count, 0);
  const endRenaming = (wanted: string | null) => {
    setRenaming(false);
    menu.current?.focus();
    if (wanted && wanted !== name) actions.edit(category, { display_name: wanted });
  };
  return (
    <li
      className={clsx(classes.row, isParent && classes.parent)}
      draggable={!isRenaming && !below?.length}
      onDragStart={(event) => event.dataTransfer.setData(DRAGGED, key)}
    >
      <ColorDot category={category} onChange={(color) => actions.edit(category, { color })} />
      {isRenaming ? (
        <RenameField name={name} onEnd={endRenaming} />
      ) : (
        <button type="button" className={classes.name} title="Rename" onClick={() => setRenaming(true)}>
          {name}
        </button>
      )}
      <CategoryFlags category={category} />
      <Link
        to={transactionsAddress({ category: key })}
        className={classes.count}
        aria-label={`${plural(count, 'transaction')} of ${name}`}
      >
        {formatCount(count)}
      </Link>
      <CategoryMenu
        ref={menu}
        category={category}
        hasChildren={Boolean(below?.length)}
        onRename={() => setRenaming(true)}
        onDialog={onDialog}
      />
    </li>
  );
}
