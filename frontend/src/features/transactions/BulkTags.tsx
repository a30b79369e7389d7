import { Button, Popover, Stack, TagsInput } from '@mantine/core';
import { Tag } from 'lucide-react';
import { useState } from 'react';
import { useTags } from '@/api/transactions';

interface TagChange {
  add_tags: string[];
  remove_tags: string[];
}

interface BulkTagsProps {
  onChange: (change: TagChange) => void;
}

/** Add and remove tags of many transactions. */
export function BulkTags({ onChange }: BulkTagsProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover opened={isOpen} onChange={setOpen} width={280} position="top" trapFocus returnFocus>
      <Popover.Target>
        <Button
          size="xs"
          variant="default"
          leftSection={<Tag size={14} aria-hidden="true" />}
          onClick={() => setOpen(!isOpen)}
        >
          Tags
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Tags">
        {isOpen && (
          <TagForm
            onSubmit={(change) => {
              setOpen(false);
              onChange(change);
            }}
          />
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

interface TagFormProps {
  onSubmit: (change: TagChange) => void;
}

function TagForm({ onSubmit }: TagFormProps) {
  const { data: known = [] } = useTags();
  const [add, setAdd] = useState<string[]>([]);
  const [remove, setRemove] = useState<string[]>([]);
  const names = known.map(({ name }) => name);
  // Upwards, so that the button below stays in sight.
  const list = { comboboxProps: { withinPortal: false, position: 'top' as const }, maxDropdownHeight: 180 };
  return (
    <Stack gap="sm">
      <TagsInput label="Add" data={names} value={add} onChange={setAdd} {...list} data-autofocus />
      {names.length > 0 && <TagsInput label="Remove" data={names} value={remove} onChange={setRemove} {...list} />}
      <Button
        disabled={add.length === 0 && remove.length === 0}
        onClick={() => onSubmit({ add_tags: add, remove_tags: remove })}
      >
        Save tags
      </Button>
    </Stack>
  );
}
