import { Group, SegmentedControl, Switch, Text } from '@mantine/core';
import { useId } from 'react';
import { asProblem } from '@/api/problem';
import { useSaveSettings, useSettings } from '@/api/settings';

const AMOUNTS = [
  { value: 'rounded', label: 'Rounded' },
  { value: 'exact', label: 'Exact' },
  { value: 'none', label: 'Left out' },
];

interface WishesProps {
  /** How many examples of the household's own would be sent. */
  examples: number;
}

/** How much is told: amounts, and examples of how this household files. */
export function Wishes({ examples }: WishesProps) {
  const id = useId();
  const { data } = useSettings();
  const saving = useSaveSettings();
  const wantsExamples = data?.ai_examples?.value !== 'off';
  const save = (key: string, value: string) => saving.mutate({ body: { [key]: value } });
  return (
    <Group justify="space-between" gap="sm">
      <Group gap="xs">
        <Text size="sm" id={id}>
          Amounts
        </Text>
        <SegmentedControl
          size="xs"
          aria-labelledby={id}
          data={AMOUNTS}
          value={data?.ai_amounts?.value ?? 'rounded'}
          onChange={(value) => save('ai_amounts', value)}
          disabled={saving.isPending}
        />
      </Group>
      <Switch
        label={
          wantsExamples && examples
            ? `With ${examples} lines you filed, as examples`
            : 'With lines you filed, as examples'
        }
        checked={wantsExamples}
        onChange={(event) => save('ai_examples', event.currentTarget.checked ? 'on' : 'off')}
        disabled={saving.isPending}
      />
      {saving.error && (
        <Text size="xs" c="var(--mantine-color-error)" role="alert">
          {asProblem(saving.error).detail}
        </Text>
      )}
    </Group>
  );
}
