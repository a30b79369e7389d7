import { Button, Card, Group, Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import { formatMonth } from '@/lib/formatting';
import type { Month } from '@/lib/months';

interface QuietCardProps {
  /** The newest month with transactions. */
  newest: Month;
}

/** The data end long ago: says so, and leads to where they are. */
export function QuietCard({ newest }: QuietCardProps) {
  return (
    <Card component="section" aria-labelledby="home-quiet">
      <Title order={2} id="home-quiet">
        Nothing this month or last
      </Title>
      <Text size="sm" c="dimmed" mt={4}>
        Your newest transactions are of {formatMonth(newest)}. Import a newer file to see how this month stands.
      </Text>
      <Group gap="xs" mt="md">
        <Button component={Link} to="/import">
          Import a file
        </Button>
        <Button component={Link} to={`/spending?period=${newest}`} variant="default">
          Show {formatMonth(newest)}
        </Button>
      </Group>
    </Card>
  );
}
