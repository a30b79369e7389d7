import { ActionIcon, Alert, Button, Code, CopyButton, Group, Stack, Text, Tooltip } from '@mantine/core';
import { Check, Copy, FileArchive, FileJson, TriangleAlert } from 'lucide-react';
import { useStatus } from '@/api/status';
import { plural } from '@/lib/formatting';
import { Section } from './Section';
import classes from './Settings.module.css';

/** Where the data live, how to keep a copy, and how to take everything along. */
export function DataSection() {
  const { data: status } = useStatus();
  return (
    <Section title="Your data" lead="Everything is in one folder on this computer, and nowhere else.">
      <Stack gap="md">
        {status && <Copyable label="Data folder" text={status.data_folder} />}
        <div>
          <Text size="sm" mb={4}>
            Make a backup, also while the app runs:
          </Text>
          <Copyable label="Backup command" text="./run backup" />
          <Text size="xs" c="dimmed" mt={4}>
            Each upgrade makes one by itself before it touches a file. <Code>./run restore</Code> brings a backup back,{' '}
            <Code>./run doctor</Code> checks that all is well.
          </Text>
        </div>
        {status && status.quarantined > 0 && (
          <Alert color="yellow" variant="light" icon={<TriangleAlert size={16} />} title="Set aside while upgrading">
            {plural(status.quarantined, 'row')} of the earlier version made no sense in the new one and were kept aside,
            unchanged. They are in the exports below, and count nowhere.
          </Alert>
        )}
        <Group gap="xs">
          <Button
            component="a"
            href="/api/export?format=csv"
            download
            variant="default"
            leftSection={<FileArchive size={16} aria-hidden="true" />}
          >
            Export as CSV (zip)
          </Button>
          <Button
            component="a"
            href="/api/export?format=json"
            download
            variant="default"
            leftSection={<FileJson size={16} aria-hidden="true" />}
          >
            Export as JSON
          </Button>
        </Group>
      </Stack>
    </Section>
  );
}

function Copyable({ label, text }: { label: string; text: string }) {
  return (
    <div className={classes.copyable}>
      <Code className={classes.path}>{text}</Code>
      <CopyButton value={text}>
        {({ copied, copy }) => (
          <Tooltip label={copied ? 'Copied' : 'Copy'}>
            <ActionIcon aria-label={`Copy: ${label}`} onClick={copy}>
              {copied ? <Check size={16} aria-hidden="true" /> : <Copy size={16} aria-hidden="true" />}
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
    </div>
  );
}
