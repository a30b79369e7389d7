import { Alert, Button, Group, Text } from '@mantine/core';
import { CircleAlert, RotateCw } from 'lucide-react';
import { asProblem } from '@/api/problem';

interface ErrorStateProps {
  error: unknown;
  onRetry?: () => void;
}

/** What failed, in the server's words, and a way to try again. */
export function ErrorState({ error, onRetry }: ErrorStateProps) {
  const { title, detail } = asProblem(error);
  return (
    <Alert color="red" variant="light" icon={<CircleAlert size={18} />} title={title} role="alert">
      <Group justify="space-between" gap="sm">
        <Text size="sm">{detail}</Text>
        {onRetry && (
          <Button
            variant="default"
            size="xs"
            leftSection={<RotateCw size={14} aria-hidden="true" />}
            onClick={() => onRetry()}
          >
            Try again
          </Button>
        )}
      </Group>
    </Alert>
  );
}
