import { Button, Group, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { type Profile, useEditProfile } from '@/api/imports';
import { ErrorState } from '@/components/ErrorState';
import { showDone } from '@/components/undoToast';
import { LayoutFields } from '../mapping/LayoutFields';
import { type DraftLayout, finished, IGNORED, missingOf, ROLES, roleOf, withRole } from '../mapping/layout';

interface ProfileEditorProps {
  profile: Profile;
  onDone: () => void;
}

/** How many columns to offer: those in use and a few more. */
function widthOf(layout: DraftLayout): number {
  const used = [...layout.description, ...ROLES.map(({ value }) => layout[value])];
  return Math.max(3, ...used.filter((column) => typeof column === 'number')) + 2;
}

/** Change how the files of an account are read. */
export function ProfileEditor({ profile, onDone }: ProfileEditorProps) {
  const [name, setName] = useState(profile.name);
  const [layout, setLayout] = useState<DraftLayout>(profile.layout);
  const [width] = useState(() => widthOf(profile.layout));
  const edit = useEditProfile();
  const missing = missingOf(layout);
  const save = (event: FormEvent) => {
    event.preventDefault();
    const complete = finished(layout);
    if (!complete || !name.trim()) return;
    const done = (saved: Profile) => {
      showDone(saved, `“${saved.name}” is changed.`);
      onDone();
    };
    edit.mutate(
      { params: { path: { profile_id: profile.id } }, body: { name: name.trim(), layout: complete } },
      { onSuccess: done },
    );
  };
  return (
    <form onSubmit={save}>
      <Stack gap="md">
        {edit.error ? <ErrorState error={edit.error} /> : null}
        <TextInput
          label="Name"
          value={name}
          error={name.trim() ? undefined : 'Give it a name'}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <LayoutFields layout={layout} onChange={setLayout} />
        <SimpleGrid cols={2} spacing="sm">
          {Array.from({ length: width }, (_, column) => column).map((column) => (
            <Select
              key={column}
              size="xs"
              label={`Column ${column + 1}`}
              allowDeselect={false}
              data={[{ value: IGNORED, label: 'Not used' }, ...ROLES]}
              value={roleOf(layout, column)}
              onChange={(value) =>
                setLayout(withRole(layout, column, ROLES.find((role) => role.value === value)?.value ?? IGNORED))
              }
            />
          ))}
        </SimpleGrid>
        {missing && (
          <Text size="sm" c="var(--app-warning)" role="status">
            {missing}
          </Text>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onDone}>
            Cancel
          </Button>
          <Button type="submit" disabled={missing !== null} loading={edit.isPending}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
