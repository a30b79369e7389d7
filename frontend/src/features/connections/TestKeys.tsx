import { Button, Text } from '@mantine/core';
import { useTestService } from '@/api/connections';
import { asProblem } from '@/api/problem';
import { Step } from './Steps';

/** Ask Plaid whether the keys are good. */
export function TestKeys({ isReady }: { isReady: boolean }) {
  const test = useTestService();
  const told = test.error ? asProblem(test.error).detail : test.data?.sentence;
  return (
    <Step title="Test them" isDone={test.data?.ok}>
      <Text size="sm">Asks Plaid one question that costs nothing.</Text>
      <Button
        variant="default"
        mt={4}
        disabled={!isReady}
        loading={test.isPending}
        onClick={() => test.mutate({ params: { path: { service: 'plaid' } } })}
      >
        Test the keys
      </Button>
      {told && (
        <Text size="sm" role="status">
          {told}
        </Text>
      )}
    </Step>
  );
}
