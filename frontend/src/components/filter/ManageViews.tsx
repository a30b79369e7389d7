import { Modal, Stack, Text } from '@mantine/core';
import { type SavedView, useDeleteView, useEditView, useOrderViews } from '@/api/views';
import { showDone, showUndo } from '../undoToast';
import { ViewRow } from './ViewRow';

interface ManageViewsProps {
  isOpen: boolean;
  views: readonly SavedView[];
  onRenamed: (view: SavedView) => void;
  onClose: () => void;
}

/** Rename views, put them in order, delete them. */
export function ManageViews({ isOpen, views, onRenamed, onClose }: ManageViewsProps) {
  const { mutateAsync: edit } = useEditView();
  const { mutateAsync: order } = useOrderViews();
  const { mutateAsync: remove } = useDeleteView();
  const rename = async (view: SavedView, name: string) => {
    const data = await edit({ params: { path: { view_id: view.id } }, body: { name } });
    showDone(data, `Renamed “${view.name}” to “${data.name}”.`);
    onRenamed(data);
  };
  const move = async (from: number, to: number) => {
    const ids = views.map(({ id }) => id);
    const [moved] = ids.splice(from, 1);
    if (moved === undefined) return;
    ids.splice(to, 0, moved);
    await order({ body: { ids } });
  };
  const drop = async (view: SavedView) => {
    const operationId = await remove(view.id);
    showUndo({ message: `Deleted the view “${view.name}”.`, operationId });
  };
  return (
    <Modal opened={isOpen} onClose={onClose} title="Saved views" size="lg">
      <Stack gap={0} component="ul" p={0} m={0}>
        {views.map((view, index) => (
          <ViewRow
            key={view.id}
            view={view}
            onRename={(name) => rename(view, name)}
            onUp={index > 0 ? () => move(index, index - 1) : undefined}
            onDown={index < views.length - 1 ? () => move(index, index + 1) : undefined}
            onDelete={() => drop(view)}
          />
        ))}
      </Stack>
      {views.length === 0 && (
        <Text size="sm" c="dimmed">
          No views. Filter the list, then keep the filter by a name.
        </Text>
      )}
    </Modal>
  );
}
