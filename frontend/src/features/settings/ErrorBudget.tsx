import { Anchor, Select, Text } from '@mantine/core';
import { useId } from 'react';
import { Link } from 'react-router';
import { type ErrorBudget as Standing, useErrorBudget } from '@/api/learning';
import type { Setting } from '@/api/settings';
import { Answer } from '@/components/Answer';
import { LoadingState } from '@/components/LoadingState';
import { formatCount } from '@/lib/formatting';
import { Row } from './Row';
import { useSave } from './useSave';

const KEY = 'error_budget';
const CHOICES = [
  { value: '20', label: 'At most 1 in 20' },
  { value: '50', label: 'At most 1 in 50' },
  { value: '100', label: 'At most 1 in 100' },
  { value: '200', label: 'At most 1 in 200' },
  { value: 'never', label: 'Nothing: always ask' },
];
const PARTS: Record<string, string> = {
  shipped: 'Known merchants',
  learned: 'Learned merchants',
  local_model: 'The local model',
};

/** How much may be filed wrong without asking, and how that stands. */
export function ErrorBudget({ setting }: { setting: Setting | undefined }) {
  const labelId = useId();
  const { save, isSaving, error } = useSave();
  const standing = useErrorBudget();
  return (
    <>
      <Row
        label="How often that may be wrong"
        labelId={labelId}
        note="Counted by what you correct. A part of the app that is wrong more often asks again, until its suggestions are right often enough. Your own rules always file."
      >
        <Select
          aria-labelledby={labelId}
          data={CHOICES}
          value={setting?.value ?? '50'}
          allowDeselect={false}
          disabled={isSaving}
          error={error}
          onChange={(value) => value && save(KEY, value)}
        />
      </Row>
      <Answer query={standing} loading={<LoadingState count={1} height={16} />}>
        {(found) => <HowItStands found={found} />}
      </Answer>
    </>
  );
}

function HowItStands({ found }: { found: Standing }) {
  const asking = found.parts.filter(({ has_to_ask }) => has_to_ask && found.one_in !== null);
  return (
    <div style={{ marginTop: 'var(--mantine-spacing-sm)' }}>
      <Text size="sm">
        {inWords(found)}{' '}
        <Anchor component={Link} to="/accuracy" size="sm" underline="always">
          How often it was right
        </Anchor>
      </Text>
      {asking.map(({ part, filed, corrected }) => (
        <Text key={part} size="sm" c="var(--app-warning)">
          {PARTS[part]}: asking again, as {formatCount(corrected)} of the latest {formatCount(filed)} were corrected.
        </Text>
      ))}
    </div>
  );
}

function inWords({ filed, corrected }: Standing): string {
  if (filed === 0) return 'Nothing was filed by itself yet.';
  const start = `Filed by itself: ${formatCount(filed)}, corrected: ${formatCount(corrected)}`;
  return corrected === 0 ? `${start}.` : `${start}; that is 1 in ${formatCount(Math.floor(filed / corrected))}.`;
}
