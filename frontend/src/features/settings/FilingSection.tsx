import { Button, Divider, Group, NumberInput, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Setting } from '@/api/settings';
import { plural } from '@/lib/formatting';
import { ErrorBudget } from './ErrorBudget';
import { Section } from './Section';
import { useSave } from './useSave';

const KEY = 'auto_confirm_threshold';

interface FilingSectionProps {
  setting: Setting | undefined;
  /** How much may be filed wrong. */
  budget: Setting | undefined;
}

/** How soon a merchant is filed without asking. */
export function FilingSection({ setting, budget }: FilingSectionProps) {
  const present = Number(setting?.value ?? 3);
  const [times, setTimes] = useState<number | string>(present);
  const { save, isSaving, error } = useSave();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save(KEY, String(times));
  };
  const wanted = Number(times);
  return (
    <Section
      anchor="filing"
      title="Filing by itself"
      lead="The app learns from each category that you confirm. A merchant confirmed often enough is filed without asking; until then it waits in the review with a suggestion. What you decided yourself is never changed."
    >
      <form onSubmit={submit}>
        <Group align="flex-end" gap="sm">
          <NumberInput
            label="Confirmations needed"
            min={1}
            max={1000}
            allowDecimal={false}
            clampBehavior="strict"
            value={times}
            onChange={setTimes}
            error={error}
            w={{ base: '100%', xs: 340 }}
          />
          <Button type="submit" disabled={!wanted || wanted === present} loading={isSaving}>
            Save
          </Button>
        </Group>
        <Text size="xs" c="dimmed" mt="xs">
          {wanted === 1
            ? 'One confirmation is enough: fast, and a mistake repeats itself at once.'
            : `After ${plural(wanted || present, 'confirmation')} of the same category, the next one goes there on its own.`}{' '}
          Merchants that sell all sorts of things are always asked about.
        </Text>
      </form>
      <Divider my="md" />
      <ErrorBudget setting={budget} />
    </Section>
  );
}
