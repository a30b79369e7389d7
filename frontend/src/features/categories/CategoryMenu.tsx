import { ActionIcon, Menu } from '@mantine/core';
import { Check, CornerDownRight, Ellipsis, Merge, Pencil, Plus, Trash2 } from 'lucide-react';
import type { Ref } from 'react';
import type { Category } from '@/api/categories';
import type { Dialog } from './CategoryDialogs';
import { FLAGS } from './CategoryFlags';
import { useCategoryActions } from './useCategoryActions';

interface CategoryMenuProps {
  category: Category;
  hasChildren: boolean;
  onRename: () => void;
  onDialog: (dialog: Dialog) => void;
  ref?: Ref<HTMLButtonElement>;
}

const ICON = { size: 15, 'aria-hidden': true } as const;

/** Everything that can be done with a category. */
export function CategoryMenu({ category, hasChildren, onRename, onDialog, ref }: CategoryMenuProps) {
  const actions = useCategoryActions();
  const isTop = category.parent === null;
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <ActionIcon ref={ref} aria-label={`Actions for ${category.display_name}`}>
          <Ellipsis size={16} aria-hidden="true" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {/* After the menu has given the focus back, or it would take it from the field. */}
        <Menu.Item leftSection={<Pencil {...ICON} />} onClick={() => setTimeout(onRename)}>
          Rename
        </Menu.Item>
        {isTop && (
          <Menu.Item leftSection={<Plus {...ICON} />} onClick={() => onDialog({ kind: 'create', parent: category })}>
            Add a subcategory
          </Menu.Item>
        )}
        <Menu.Divider />
        {FLAGS.map(({ name, label }) => (
          <Menu.Item
            key={name}
            aria-label={`${label}: ${category[name] ? 'on' : 'off'}`}
            leftSection={<Check {...ICON} visibility={category[name] ? 'visible' : 'hidden'} />}
            onClick={() => actions.edit(category, { [name]: !category[name] })}
          >
            {label}
          </Menu.Item>
        ))}
        <Menu.Divider />
        {!hasChildren && (
          <Menu.Item leftSection={<CornerDownRight {...ICON} />} onClick={() => onDialog({ kind: 'move', category })}>
            Move to…
          </Menu.Item>
        )}
        <Menu.Item leftSection={<Merge {...ICON} />} onClick={() => onDialog({ kind: 'merge', category })}>
          Merge into…
        </Menu.Item>
        <Menu.Item
          c="var(--mantine-color-error)"
          leftSection={<Trash2 {...ICON} />}
          onClick={() => actions.remove(category, (refusal) => onDialog({ kind: 'delete', category, refusal }))}
        >
          Delete
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
