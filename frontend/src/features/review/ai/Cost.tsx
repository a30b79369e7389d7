import { Text } from '@mantine/core';
import type { AiPreview } from '@/api/aiRuns';
import { Money } from '@/components/Money';

const CENT = 0.01;

/** What it is likely to cost, and how much of the month's limit is used. */
export function Cost({ preview }: { preview: AiPreview }) {
  const { cost, is_local, month_counted, month_limit } = preview;
  if (is_local) {
    return (
      <Text size="xs" c="dimmed">
        The model runs on this computer: nothing leaves it, and it costs nothing.
      </Text>
    );
  }
  return (
    <Text size="xs" c="dimmed">
      {cost === null && 'Nobody knows the price of this model.'}
      {cost !== null && cost < CENT && 'Costs less than a cent.'}
      {cost !== null && cost >= CENT && (
        <>
          Costs about <Money amount={cost} kind="plain" />.
        </>
      )}{' '}
      This month <Money amount={month_counted} kind="plain" /> of <Money amount={month_limit} kind="plain" /> are used.
    </Text>
  );
}
