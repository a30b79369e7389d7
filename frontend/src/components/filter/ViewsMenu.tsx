import { Button, Menu } from '@mantine/core';
import { Bookmark, Check, ListChecks, Plus, Save } from 'lucide-react';
import { useState } from 'react';
import { type SavedView, useEditView, useViews } from '@/api/views';
import { showDone } from '../undoToast';
import classes from './Filter.module.css';
import { ManageViews } from './ManageViews';
import { SaveView } from './SaveView';

interface ViewsMenuProps {
  /** The name of the view that is open. */
  current: string | null;
  /** What is filtered by at present, whole and in the filter language. */
  query: string;
  onOpen: (view: SavedView) => void;
}

/** The saved views: open one, keep the present filter as one, look after them. */
export function ViewsMenu({ current, query, onOpen }: ViewsMenuProps) {
  const { data: views = [], isSuccess } = useViews();
  const { mutateAsync: edit } = useEditView();
  const [dialog, setDialog] = useState<'save' | 'manage' | null>(null);
  const open = views.find(({ name }) => name === current);
  const isGone = current !== null && isSuccess && !open;
  const isChanged = open !== undefined && open.query !== query;
  const update = async (view: SavedView) => {
    const data = await edit({ params: { path: { view_id: view.id } }, body: { query } });
    showDone(data, `“${view.name}” shows what you see now.`);
    onOpen(data);
  };
  return (
    <>
      <Menu position="bottom-end" width={260} classNames={{ item: classes.menuItem }}>
        <Menu.Target>
          <Button
            variant="default"
            leftSection={<Bookmark size={15} aria-hidden="true" />}
            aria-label={open ? `View: ${open.name}${isChanged ? ', changed' : ''}` : 'Saved views'}
          >
            {open ? `${open.name}${isChanged ? ' *' : ''}` : 'Views'}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {views.length === 0 && <Menu.Label>Filter the list, then keep the filter by a name.</Menu.Label>}
          {views.map((view) => (
            <Menu.Item
              key={view.id}
              onClick={() => onOpen(view)}
              leftSection={<Bookmark size={15} aria-hidden="true" />}
              rightSection={view === open && <Check size={15} aria-label="open" />}
            >
              {view.name}
            </Menu.Item>
          ))}
          <Menu.Divider />
          {open && isChanged && query && (
            <Menu.Item leftSection={<Save size={15} aria-hidden="true" />} onClick={() => update(open)}>
              Update “{open.name}”
            </Menu.Item>
          )}
          <Menu.Item
            leftSection={<Plus size={15} aria-hidden="true" />}
            disabled={!query}
            onClick={() => setDialog('save')}
          >
            Save this filter…
          </Menu.Item>
          {views.length > 0 && (
            <Menu.Item leftSection={<ListChecks size={15} aria-hidden="true" />} onClick={() => setDialog('manage')}>
              Manage views…
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <SaveView isOpen={dialog === 'save'} query={query} onClose={() => setDialog(null)} onSaved={onOpen} />
      <ManageViews
        isOpen={dialog === 'manage'}
        views={views}
        onRenamed={(view) => view.id === open?.id && !isChanged && onOpen(view)}
        onClose={() => setDialog(null)}
      />
      {isGone && <div className={classes.gone}>There is no view “{current}” any more.</div>}
    </>
  );
}
