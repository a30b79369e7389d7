import { Anchor, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import { useConnections, useProviders } from '@/api/connections';
import { useSettings } from '@/api/settings';
import { Page } from '@/components/Page';
import { PageHeader } from '@/components/PageHeader';
import { GuideSection } from './GuideSection';
import { PlaidGuide } from './PlaidGuide';
import { SimpleFinGuide } from './SimpleFinGuide';
import { Step, Steps } from './Steps';

/** Step by step to rows that come by themselves; ticks show what is done already. */
export function GuidePage() {
  const { data: providers } = useProviders();
  const { data: connections } = useConnections();
  const { data: settings } = useSettings();
  const has = (provider: string) =>
    connections?.items.some((each) => each.provider === provider && each.status !== 'disconnected') ?? false;
  return (
    <Page width="narrow">
      <PageHeader
        title="Setup guide"
        description="From nothing to rows that come by themselves. You need only one of the three ways."
      />
      <Text size="sm">
        No time for any of this?{' '}
        <Anchor underline="always" href="#files">
          Files
        </Anchor>{' '}
        work at once. Want it automatic with the least effort:{' '}
        <Anchor underline="always" href="#simplefin">
          SimpleFIN
        </Anchor>
        . Many banks, two years of history, and you don’t mind a developer’s sign-up:{' '}
        <Anchor underline="always" href="#plaid">
          Plaid
        </Anchor>
        .
      </Text>
      <SimpleFinGuide isConnected={has('simplefin')} />
      <PlaidGuide
        provider={providers?.items.find(({ key }) => key === 'plaid')}
        settings={settings ?? {}}
        isConnected={has('plaid')}
      />
      <FilesGuide />
    </Page>
  );
}

function FilesGuide() {
  return (
    <GuideSection
      id="files"
      title="Bank files"
      lead="Free, private, and they work with every bank that lets you download."
    >
      <Stack gap="md">
        <Steps>
          <Step title="Download at your bank">
            <Text size="sm">
              Look for “Download” or “Export” on the account’s page. OFX, QFX or QBO know most; CSV, Excel, QIF, CAMT
              and MT940 are read as well. Take the longest period on offer.
            </Text>
          </Step>
          <Step title="Drop the file">
            <Text size="sm">
              On{' '}
              <Anchor underline="always" component={Link} to="/import">
                Import
              </Anchor>
              , or anywhere in the app. You see what is new before it is stored; overlapping files double nothing.
            </Text>
          </Step>
          <Step title="Once a month, again">
            <Text size="sm">
              <Anchor underline="always" component={Link} to="/accounts">
                Accounts
              </Anchor>{' '}
              shows the months that are missing. You can connect the same account later: its rows stay, and the bank’s
              continue where they end.
            </Text>
          </Step>
        </Steps>
      </Stack>
    </GuideSection>
  );
}
