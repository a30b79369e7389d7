import { Button, Group, NumberInput, Progress, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Ai } from '@/api/ai';
import { formatCount, plural } from '@/lib/formatting';
import { Row } from '../Row';
import { useSave } from '../useSave';
import { formatCost } from './dollars';

interface LimitRowProps {
  month: Ai['month'];
  /** A model on this computer costs nothing. */
  isLocal: boolean;
}

/** What was used this month, and how much it may cost. */
export function LimitRow({ month, isLocal }: LimitRowProps) {
  const [limit, setLimit] = useState<number | string>(month.limit);
  const { save, isSaving, error } = useSave();
  const wanted = Number(limit);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save('ai_monthly_limit', String(wanted));
  };
  const share = month.limit > 0 ? Math.min(100, (month.counted / month.limit) * 100) : 0;
  return (
    <Row
      label="This month"
      note={
        <>
          {used(month)}
          {!isLocal && (
            <Progress
              mt={6}
              size="sm"
              radius="xl"
              maw={320}
              value={share}
              color={share > 90 ? 'red' : undefined}
              aria-label="Part of the month’s limit that is used"
            />
          )}
        </>
      }
    >
      {!isLocal && (
        <form onSubmit={submit}>
          <Group gap="xs" justify="flex-end" align="flex-start" wrap="nowrap">
            <Text size="sm" mt={7}>
              Limit
            </Text>
            <NumberInput
              aria-label="Limit of a month, in dollars"
              prefix="$"
              min={0}
              max={1000}
              allowDecimal={false}
              clampBehavior="strict"
              hideControls
              w={90}
              value={limit}
              onChange={setLimit}
              error={error}
            />
            {limit !== '' && wanted !== month.limit && (
              <Button type="submit" loading={isSaving}>
                Save
              </Button>
            )}
          </Group>
        </form>
      )}
    </Row>
  );
}

function used(month: Ai['month']): string {
  if (month.requests === 0) return 'Nothing was asked yet.';
  const tokens = `${formatCount(month.input_tokens)} tokens asked, ${formatCount(month.output_tokens)} answered`;
  const unpriced = month.unpriced_requests
    ? `, and ${plural(month.unpriced_requests, 'question')} of a price that is not known`
    : '';
  return `${plural(month.requests, 'question')}, ${formatCost(month.cost)}${unpriced}: ${tokens}.`;
}
