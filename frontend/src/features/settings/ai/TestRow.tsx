import { Button, Text } from '@mantine/core';
import { PlugZap } from 'lucide-react';
import { useTestAi } from '@/api/ai';
import { asProblem } from '@/api/problem';
import { Row } from '../Row';

/** Whether the chosen models answer. */
export function TestRow() {
  const test = useTestAi();
  const told = test.error ? asProblem(test.error).detail : test.data?.sentence;
  const isGood = !test.error && test.data?.ok;
  return (
    <Row
      label="Test it"
      note={
        told ? (
          <Text span size="xs" role="status" c={isGood ? 'var(--app-money-in)' : 'var(--mantine-color-error)'}>
            {told}
          </Text>
        ) : (
          'Asks each model for one word. Nothing of yours is in the question.'
        )
      }
    >
      <Button
        variant="default"
        size="xs"
        leftSection={<PlugZap size={14} aria-hidden="true" />}
        loading={test.isPending}
        onClick={() => test.mutate({ params: { path: { service: 'ai' } } })}
      >
        Test
      </Button>
    </Row>
  );
}
