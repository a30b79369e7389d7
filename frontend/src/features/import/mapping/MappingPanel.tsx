import { Alert, Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import type { Staged } from '@/api/imports';
import type { StagedEdits } from '../preview/useStagedEdits';
import { LayoutFields } from './LayoutFields';
import { missingOf } from './layout';
import { SampleTable } from './SampleTable';
import { useDraftLayout } from './useDraftLayout';

interface MappingPanelProps {
  staged: Staged;
  edits: StagedEdits;
}

/** How a table is read: what each column is, with the file's own cells; the rows below follow at once. */
export function MappingPanel({ staged, edits }: MappingPanelProps) {
  const { draft, change, reset } = useDraftLayout(staged, edits.send);
  const missing = missingOf(draft);
  return (
    <Card component="section" aria-labelledby="mapping-title">
      <Stack gap="md">
        <Group justify="space-between" gap="sm">
          <Title order={2} id="mapping-title">
            How the file is read
          </Title>
          <Button variant="default" size="xs" onClick={reset}>
            Detect again
          </Button>
        </Group>
        {staged.problem !== null && (
          <Alert
            color="orange"
            variant="light"
            title={staged.layout ? 'Nothing can be read like this' : 'The columns could not be told apart'}
          >
            {staged.problem}
          </Alert>
        )}
        <LayoutFields layout={draft} onChange={change} />
        <SampleTable layout={draft} sample={staged.sample ?? []} onChange={change} />
        <Text size="sm" c={missing ? 'var(--app-warning)' : 'dimmed'} role="status">
          {missing ?? 'What the columns mean takes effect at once.'}
        </Text>
      </Stack>
    </Card>
  );
}
