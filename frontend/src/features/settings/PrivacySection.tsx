import { Anchor, Badge, Button, Group, Switch, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useAi } from '@/api/ai';
import { useConnections } from '@/api/connections';
import type { Setting } from '@/api/settings';
import { plural } from '@/lib/formatting';
import { Row } from './Row';
import { Section } from './Section';
import { useSave } from './useSave';

/** What may leave this computer, service by service, and whether it does. */
export function PrivacySection({ settings }: { settings: Record<string, Setting> }) {
  const { data } = useConnections();
  const logins = (provider: string) =>
    data?.items.filter((each) => each.provider === provider && each.status !== 'disconnected').length ?? 0;
  return (
    <Section
      anchor="privacy"
      title="Privacy"
      lead="Nothing leaves this computer but what is listed here, and all of it is written down. No account, no telemetry, no fonts or scripts from elsewhere."
    >
      <Service
        name="Plaid"
        count={logins('plaid')}
        learns="Reads the banks that you connect through it, every four hours. Your bank password is typed at Plaid or the bank, never here. Its script is loaded while you connect one, at no other time. Nothing of your categories, notes or budgets is sent."
      />
      <Service
        name="SimpleFIN"
        count={logins('simplefin')}
        learns="Reads the banks that you connect there, every four hours, by a key that can only read. Your bank password is typed there, never here. It learns which days are asked for, and nothing else."
      />
      <PriceUpdates setting={settings.price_updates} />
      <AiService />
      <Row
        label="What left this computer"
        note="Every request is written down before it leaves, word for word. Switch off a service there, or everything."
      >
        <Button component={Link} to="/outbound" variant="default">
          Open the list
        </Button>
      </Row>
    </Section>
  );
}

function AiService() {
  const { data: ai } = useAi();
  const isOn = ai?.missing === null;
  return (
    <Row
      label={<Named name="AI" badge={!isOn ? 'Off' : ai.is_local ? 'On this computer' : 'On'} isOn={isOn} />}
      note={
        <>
          {isOn
            ? `Asks ${ai.host} about merchants that nothing here knows, and what you ask the adviser. Names, numbers and addresses are replaced before. `
            : 'Asks nobody before you have chosen a provider and agreed to what is sent. '}
          <Anchor href="#ai" inherit underline="always">
            More under AI
          </Anchor>
          .
        </>
      }
    >
      {null}
    </Row>
  );
}

function Service({ name, count, learns }: { name: string; count: number; learns: string }) {
  return (
    <Row
      label={<Named name={name} badge={count ? plural(count, 'bank login') : 'Not used'} isOn={count > 0} />}
      note={learns}
    >
      {null}
    </Row>
  );
}

function Named({ name, badge, isOn }: { name: ReactNode; badge: string; isOn: boolean }) {
  return (
    <Group gap="xs">
      {name}
      <Badge variant="light" color={isOn ? 'green' : 'gray'}>
        {badge}
      </Badge>
    </Group>
  );
}

function PriceUpdates({ setting }: { setting: Setting | undefined }) {
  const { save, isSaving, error } = useSave();
  if (!setting) return null;
  const isOn = setting.value === 'on';
  return (
    <Row
      label="Prices from Yahoo"
      note={
        <>
          Asks for the prices of what you hold, every half hour of trading. Yahoo learns the tickers, not how many.
          {error && (
            <Text span size="xs" c="var(--mantine-color-error)" role="alert">
              {' '}
              {error}
            </Text>
          )}
        </>
      }
    >
      <Switch
        aria-label="Prices from Yahoo"
        checked={isOn}
        disabled={isSaving}
        onChange={() => save('price_updates', isOn ? 'off' : 'on')}
      />
    </Row>
  );
}
