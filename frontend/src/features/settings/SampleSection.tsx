import { Button } from '@mantine/core';
import { House, Undo2 } from 'lucide-react';
import { useEnterDemo, useLeaveDemo } from '@/api/demo';
import { useStatus } from '@/api/status';
import { Section } from './Section';

/** The made-up household to try things out on. */
export function SampleSection() {
  const { data: status } = useStatus();
  const entering = useEnterDemo();
  const leaving = useLeaveDemo();
  return (
    <Section
      anchor="sample"
      title="Sample household"
      lead="Three years of made-up data in a folder of their own, to try anything on. Your own data are not touched."
    >
      {status?.is_demo ? (
        <Button
          variant="default"
          loading={leaving.isPending}
          leftSection={<Undo2 size={16} aria-hidden="true" />}
          onClick={() => leaving.mutate({})}
        >
          Back to my own data
        </Button>
      ) : (
        <Button
          variant="default"
          loading={entering.isPending}
          leftSection={<House size={16} aria-hidden="true" />}
          onClick={() => entering.mutate({})}
        >
          Look at the sample household
        </Button>
      )}
    </Section>
  );
}
