import { SegmentedControl, Switch, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Setting } from '@/api/settings';
import { KeyField } from '../KeyField';
import { Row } from '../Row';
import { useSave } from '../useSave';

const AMOUNTS = [
  { value: 'rounded', label: 'Rounded' },
  { value: 'exact', label: 'Exact' },
  { value: 'none', label: 'Left out' },
];

/** How much is told of the household, and when. */
export function SharingRows({ settings }: { settings: Record<string, Setting> }) {
  const { save, isSaving, error } = useSave();
  const names = settings.owner_names;
  return (
    <>
      <Row
        label="Amounts"
        note="Rounded: $4.37 is told as 4, $1,314 as 1300. The adviser needs them more than categories do."
      >
        <SegmentedControl
          aria-label="Amounts that are told"
          data={AMOUNTS}
          value={settings.ai_amounts?.value ?? 'rounded'}
          disabled={isSaving}
          onChange={(value) => save('ai_amounts', value)}
        />
      </Row>
      <OnOff
        name="ai_examples"
        label="Examples of your own"
        note="A line of each category that you filed, at most 24, so that unknown merchants are filed your way."
        {...{ settings, save, isSaving }}
      />
      {names && (
        <KeyField
          name="owner_names"
          label="Names to leave out"
          use="Yours and your family’s, with a comma between. They are taken out however they are written; those that your statements give as account holder are found by themselves."
          setting={names}
        />
      )}
      <OnOff
        name="ai_after_imports"
        label="Ask by itself"
        note="After imports and syncs, about merchants that nothing here knows. From the first time on that you have looked at and sent such questions yourself, in the review."
        {...{ settings, save, isSaving }}
      />
      {error && (
        <Text size="xs" c="var(--mantine-color-error)" role="alert">
          {error}
        </Text>
      )}
    </>
  );
}

interface OnOffProps {
  name: string;
  label: string;
  note: ReactNode;
  settings: Record<string, Setting>;
  save: (key: string, value: string) => void;
  isSaving: boolean;
}

function OnOff({ name, label, note, settings, save, isSaving }: OnOffProps) {
  const isOn = settings[name]?.value === 'on';
  return (
    <Row label={label} note={note}>
      <Switch aria-label={label} checked={isOn} disabled={isSaving} onChange={() => save(name, isOn ? 'off' : 'on')} />
    </Row>
  );
}
