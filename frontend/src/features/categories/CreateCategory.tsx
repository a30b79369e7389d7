import { Checkbox, ColorInput, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { type Category, useCreateCategory } from '@/api/categories';
import { DialogButtons } from '@/components/DialogButtons';
import { showDone } from '@/components/undoToast';
import { FLAGS, type FlagName } from './CategoryFlags';
import { SWATCHES } from './ColorDot';
import { ParentPicker } from './ParentPicker';

interface CreateCategoryProps {
  parent: Category | null;
  name?: string;
  onClose: () => void;
}

/** A new category's name, place, color and meaning. */
export function CreateCategory({ parent: given, name: suggested = '', onClose }: CreateCategoryProps) {
  const [name, setName] = useState(suggested);
  const [parent, setParent] = useState<string | null>(given?.short_desc ?? null);
  const [color, setColor] = useState('');
  const [flags, setFlags] = useState<ReadonlySet<FlagName>>(new Set());
  const creating = useCreateCategory();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const chosen = Object.fromEntries(FLAGS.map((flag) => [flag.name, flags.has(flag.name)]));
    creating.mutate(
      { body: { display_name: name, parent, color: color || null, ...chosen } },
      {
        onSuccess: (data) => {
          onClose();
          showDone(data, `Added ${data.display_name}.`);
        },
      },
    );
  };
  const toggle = (flag: FlagName) => {
    const next = new Set(flags);
    if (!next.delete(flag)) next.add(flag);
    setFlags(next);
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <TextInput
          label="Name"
          required
          maxLength={80}
          data-autofocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <ParentPicker value={parent} onChange={setParent} />
        <ColorInput
          label="Color"
          placeholder={parent ? 'As the parent' : 'Grey'}
          format="hex"
          swatches={SWATCHES}
          swatchesPerRow={7}
          value={color}
          onChange={setColor}
        />
        {FLAGS.map(({ name: flag, label, meaning }) => (
          <Checkbox
            key={flag}
            label={label}
            description={meaning}
            checked={flags.has(flag)}
            onChange={() => toggle(flag)}
          />
        ))}
        <DialogButtons action="Add category" onClose={onClose} disabled={!name.trim()} loading={creating.isPending} />
      </Stack>
    </form>
  );
}
