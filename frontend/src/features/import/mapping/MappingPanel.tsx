import { Alert, Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { ChevronDown, ChevronRight, Columns3 } from 'lucide-react';
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
  const isStuck = staged.problem !== null;
  const [isOpen, panel] = useDisclosure(isStuck);
  const { draft, change, reset } = useDraftLayout(staged, edits.send);
  const missing = missingOf(draft);
  const Chevron = isOpen ? ChevronDown : ChevronRight;
  return (
    <Card component="section" aria-labelledby="mapping-title">
      <Group justify="space-between" gap="sm">
        <Group gap="xs">
          <Columns3 size={18} strokeWidth={1.75} aria-hidden="true" />
          <Title order={2} id="mapping-title">
            Columns
          </Title>
        </Group>
        <Button
          variant="subtle"
          size="xs"
          aria-expanded={isOpen}
          rightSection={<Chevron size={15} aria-hidden="true" />}
          onClick={panel.toggle}
        >
          {isOpen ? 'Hide' : 'Change how the file is read'}
        </Button>
      </Group>
      {isStuck && (
        <Alert color="orange" variant="light" mt="sm" title="The columns could not be told apart">
          {staged.problem}
        </Alert>
      )}
      {isOpen && (
        <Stack gap="md" mt="md">
          <LayoutFields layout={draft} onChange={change} />
          <SampleTable layout={draft} sample={staged.sample ?? []} onChange={change} />
          <Group justify="space-between" gap="sm">
            <Text size="sm" c={missing ? 'var(--app-warning)' : 'dimmed'} role="status">
              {missing ?? 'What the columns mean takes effect at once.'}
            </Text>
            <Button variant="default" size="xs" onClick={reset}>
              Detect again
            </Button>
          </Group>
        </Stack>
      )}
    </Card>
  );
}
