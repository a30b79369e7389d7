import { Anchor, Button, Text } from '@mantine/core';
import { PlugZap } from 'lucide-react';
import { Link } from 'react-router';
import { useTestService } from '@/api/connections';
import { asProblem } from '@/api/problem';
import type { Setting } from '@/api/settings';
import { KeyField } from './KeyField';
import { Row } from './Row';
import { Section } from './Section';
import classes from './Settings.module.css';

interface KeysSectionProps {
  settings: Record<string, Setting>;
  /** The sample household has no banks. */
  isDemo: boolean;
}

const PLAID = [
  { key: 'plaid_client_id', label: 'Plaid client id', use: 'From Plaid’s dashboard, under Developers → Keys.' },
  {
    key: 'plaid_env',
    label: 'Plaid environment',
    use: 'Sandbox for trying out with made-up banks, production for yours.',
  },
  { key: 'plaid_secret', label: 'Plaid sandbox secret', use: 'Used in the sandbox environment.' },
  { key: 'plaid_production_secret', label: 'Plaid production secret', use: 'Used for real banks.' },
];

const ADVANCED = [
  {
    key: 'plaid_redirect_uri',
    label: 'Return address',
    use: 'Where a bank with a login page of its own sends you back to; it has to be allowed in Plaid’s dashboard.',
  },
  { key: 'plaid_base_url', label: 'Plaid’s address', use: 'Only behind a proxy or for tests.' },
  { key: 'plaid_link_js_url', label: 'Address of Plaid Link', use: 'Only behind a proxy or for tests.' },
  {
    key: 'simplefin_page_url',
    label: 'SimpleFIN’s page',
    use: 'Where setup tokens are given out, if not at the Bridge.',
  },
];

/** Keys for services outside; the app works whole without any. */
export function KeysSection({ settings, isDemo }: KeysSectionProps) {
  const fields = (list: typeof PLAID) =>
    list.map(({ key, label, use }) => {
      const setting = settings[key];
      return setting && <KeyField key={key} name={key} label={label} use={use} setting={setting} />;
    });
  return (
    <Section
      anchor="banks"
      title="Banks & keys"
      lead={
        <>
          All optional. The{' '}
          <Anchor component={Link} to="/connect/guide" inherit underline="always">
            setup guide
          </Anchor>{' '}
          says where the keys come from; they are stored encrypted, on this computer.
        </>
      }
    >
      {fields(PLAID)}
      {!isDemo && (
        // What was told of other keys is of no use.
        <TestConnection
          key={PLAID.map(({ key }) => settings[key]?.value).join()}
          isReady={Boolean(settings.plaid_client_id?.is_set)}
        />
      )}
      <Row label="SimpleFIN" note="Needs no key: connect with a setup token, and its access is kept like a key.">
        {!isDemo && (
          <Button component={Link} to="/connect" variant="default" size="xs">
            Connect a bank
          </Button>
        )}
      </Row>
      <details className={classes.more}>
        <summary>Addresses</summary>
        {fields(ADVANCED)}
      </details>
    </Section>
  );
}

function TestConnection({ isReady }: { isReady: boolean }) {
  const test = useTestService();
  const told = test.error ? asProblem(test.error).detail : test.data?.sentence;
  const isGood = !test.error && test.data?.ok;
  return (
    <Row
      label="Test the keys"
      note={
        told ? (
          <Text span size="xs" role="status" c={isGood ? 'var(--app-money-in)' : 'var(--mantine-color-error)'}>
            {told}
          </Text>
        ) : (
          'Asks Plaid one question that costs nothing.'
        )
      }
    >
      <Button
        variant="default"
        size="xs"
        leftSection={<PlugZap size={14} aria-hidden="true" />}
        disabled={!isReady}
        loading={test.isPending}
        onClick={() => test.mutate({ params: { path: { service: 'plaid' } } })}
      >
        Test connection
      </Button>
    </Row>
  );
}
