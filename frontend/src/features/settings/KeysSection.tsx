import { Stack } from '@mantine/core';
import type { Setting } from '@/api/settings';
import { KeyField } from './KeyField';
import { Section } from './Section';

interface KeysSectionProps {
  settings: Record<string, Setting>;
}

const KEYS = [
  {
    key: 'anthropic_api_key',
    label: 'Anthropic API key',
    use: 'For suggestions by AI where no rule knows a merchant.',
  },
  { key: 'plaid_client_id', label: 'Plaid client id', use: 'For connecting banks.' },
  { key: 'plaid_env', label: 'Plaid environment', use: 'Sandbox for trying out, production for real banks.' },
  { key: 'plaid_secret', label: 'Plaid sandbox secret', use: 'Belongs to the sandbox environment.' },
  { key: 'plaid_production_secret', label: 'Plaid production secret', use: 'Belongs to real banks.' },
];

/** Keys for services outside; the app works whole without any. */
export function KeysSection({ settings }: KeysSectionProps) {
  return (
    <Section
      title="Keys for services"
      lead="All optional. Connecting banks and suggestions by AI come with a later version, and nothing is sent anywhere until then: keys entered now are only stored, encrypted, on this computer."
    >
      <Stack gap="md">
        {KEYS.map(({ key, label, use }) => {
          const setting = settings[key];
          return setting && <KeyField key={key} name={key} label={label} use={use} setting={setting} />;
        })}
      </Stack>
    </Section>
  );
}
