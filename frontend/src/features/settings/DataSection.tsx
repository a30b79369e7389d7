import { ActionIcon, Alert, Button, Code, CopyButton, Group, Stack, Text, Tooltip } from '@mantine/core';
import { Check, Copy, FileArchive, FileJson, TriangleAlert } from 'lucide-react';
import { useStorage } from '@/api/settings';
import { useStatus } from '@/api/status';
import { formatBytes, plural } from '@/lib/formatting';
import { BackupList } from './BackupList';
import { Section } from './Section';
import classes from './Settings.module.css';

/** Where the data live, how to keep a copy, and how to take everything along. */
export function DataSection() {
  const { data: status } = useStatus();
  const { data: storage } = useStorage();
  return (
    <Section anchor="data" title="Data folder" lead="Everything is in one folder on this computer, and nowhere else.">
      <Stack gap="md">
        {status && (
          <div>
            <Copyable label="Data folder" text={status.data_folder} />
            {storage && (
              <Text size="xs" c="dimmed" mt={4}>
                Accounts and transactions {formatBytes(storage.budget_bytes)}, portfolio{' '}
                {formatBytes(storage.investments_bytes)}, backups {formatBytes(storage.backups_bytes)}.
              </Text>
            )}
          </div>
        )}
        <BackupList />
        <Text size="xs" c="dimmed">
          <Code>budgetapp restore</Code> brings a backup back, <Code>budgetapp doctor</Code> checks that all is well.
        </Text>
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
