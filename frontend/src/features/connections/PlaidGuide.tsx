import { Anchor, Button, Code, Group, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { Provider } from '@/api/connections';
import type { Setting } from '@/api/settings';
import { GuideSection } from './GuideSection';
import { Step, Steps } from './Steps';
import { TestKeys } from './TestKeys';
import { KEYS_ADDRESS, missingWords } from './ways';

interface PlaidGuideProps {
  provider?: Provider;
  settings: Record<string, Setting>;
  isConnected: boolean;
}

/** The way with keys of one's own. */
export function PlaidGuide({ provider, settings, isConnected }: PlaidGuideProps) {
  const isReady = provider?.is_ready ?? false;
  const isReal = provider?.environment === 'production';
  return (
    <GuideSection
      id="plaid"
      title="Plaid"
      lead="Banks of the United States and Canada. You sign up as a developer, and use keys of your own."
    >
      <Steps>
        <Step title="Sign up with Plaid as a developer" isDone={isReady}>
          <Text size="sm">
            Sandbox keys come at once and reach made-up banks only: good for a first look. For your own banks ask there
            for the Trial plan (free; 10 logins in all, and one that you disconnect still counts) or for Production with
            Pay-as-you-go (a fee for each login and month; the dashboard shows the price).
          </Text>
          <Anchor
            underline="always"
            href="https://dashboard.plaid.com/signup"
            target="_blank"
            rel="noreferrer"
            size="sm"
          >
            Open Plaid’s dashboard
          </Anchor>
        </Step>
        <Step title="Paste the keys" isDone={isReady}>
          <Text size="sm">
            From “Developers → Keys”: the client id, and the secret of the environment you use. Trial counts as
            production.
            {provider && !isReady && ` Still needed: ${missingWords(provider.missing_settings)}.`}
          </Text>
          <Group gap="xs" mt={4}>
            <Button component={Link} to={KEYS_ADDRESS} variant="default">
              Open settings
            </Button>
          </Group>
        </Step>
        <TestKeys isReady={isReady} />
        <Step title="Switch on the banks that open a page of their own" isDone={isReal && isConnected}>
          <Text size="sm">
            Chase, Wells Fargo, Capital One and others. In the dashboard fill in the company profile, the application
            display and the security questionnaire; then “OAuth institutions” shows each bank’s state. Most take a day,
            Chase days to weeks. Other banks work without.
          </Text>
        </Step>
        <RedirectStep setting={settings.plaid_redirect_uri} />
        <Step title="Connect the first bank" isDone={isConnected}>
          <Text size="sm">
            Up to 24 months come, asked for once: that can’t be raised later for the same login, only with a new one.
          </Text>
          {isReady && (
            <Button component="a" href="/connect/plaid" variant={isConnected ? 'default' : 'filled'} mt={4}>
              {isConnected ? 'Connect another' : 'Connect'}
            </Button>
          )}
        </Step>
      </Steps>
    </GuideSection>
  );
}

function RedirectStep({ setting }: { setting?: Setting }) {
  return (
    <Step title="Only on a phone or without pop-ups: a redirect address" isDone={setting?.is_set}>
      <Text size="sm">
        On a computer these banks open in a window of their own and need none. Otherwise register an https address that
        ends in <Code>/connect/plaid</Code> under “API → Allowed redirect URIs”, and enter the same one in{' '}
        <Anchor underline="always" component={Link} to={KEYS_ADDRESS}>
          Settings
        </Anchor>
        . The sandbox takes <Code>http://localhost:8000/connect/plaid</Code> too.
      </Text>
    </Step>
  );
}
