import { Anchor, Text } from '@mantine/core';
import { Link } from 'react-router';
import { type Ai, useAi } from '@/api/ai';
import type { Setting } from '@/api/settings';
import { Answer } from '@/components/Answer';
import { LoadingState } from '@/components/LoadingState';
import { KeyField } from '../KeyField';
import { Section } from '../Section';
import { ConsentRow } from './ConsentRow';
import { LimitRow } from './LimitRow';
import { ModelRow } from './ModelRow';
import { ProviderRow } from './ProviderRow';
import { SharingRows } from './SharingRows';
import { TestRow } from './TestRow';

interface AiSectionProps {
  settings: Record<string, Setting>;
  isDemo: boolean;
}

const FIELDS: Record<string, { key: string; label: string; use: string }[]> = {
  anthropic: [
    {
      key: 'anthropic_api_key',
      label: 'Anthropic API key',
      use: 'From console.anthropic.com. Stored encrypted; alone it sends nothing.',
    },
  ],
  openai_compatible: [
    {
      key: 'ai_base_url',
      label: 'Address of the service',
      use: 'Ollama: http://localhost:11434/v1 · LM Studio: http://localhost:1234/v1. Elsewhere it begins with https://.',
    },
    { key: 'ai_api_key', label: 'Key of the service', use: 'Where it wants one; on this computer mostly none.' },
  ],
};

const MODELS = [
  { setting: 'ai_model_categorize', purpose: 'categorize', label: 'Model for categories', use: 'A small one will do.' },
  { setting: 'ai_model_insights', purpose: 'insights', label: 'Model of the adviser', use: 'One that can reason.' },
];

/** The AI that the owner may switch on. */
export function AiSection({ settings, isDemo }: AiSectionProps) {
  const ai = useAi();
  return (
    <Section
      anchor="ai"
      title="AI"
      lead="Optional. Without it the app files by your rules, by what it has learned and by a model of its own that asks nobody. With it, unknown merchants can be suggested a category, and an adviser answers questions."
    >
      {isDemo ? (
        <Text size="sm">The sample household is made up, and asks no AI.</Text>
      ) : (
        <Answer query={ai} loading={<LoadingState shape="rows" count={3} />}>
          {(data) => <AiRows ai={data} settings={settings} />}
        </Answer>
      )}
    </Section>
  );
}

function AiRows({ ai, settings }: { ai: Ai; settings: Record<string, Setting> }) {
  const isOn = ai.provider !== 'off';
  return (
    <>
      <ProviderRow provider={ai.provider} setting={settings.ai_provider} />
      {(FIELDS[ai.provider] ?? []).map(({ key, label, use }) => {
        const setting = settings[key];
        return setting && <KeyField key={key} name={key} label={label} use={use} setting={setting} />;
      })}
      {isOn &&
        MODELS.map(({ setting, purpose, label, use }) => (
          <ModelRow
            key={`${setting} ${settings[setting]?.value}`}
            label={label}
            use={use}
            name={setting}
            model={ai.models.find((each) => each.purpose === purpose)}
            setting={settings[setting]}
            prices={settings.ai_prices?.value}
            canList={ai.provider === 'openai_compatible' ? ai.host !== null : ai.has_key}
          />
        ))}
      {isOn && <LimitRow month={ai.month} isLocal={ai.is_local} />}
      {isOn && <SharingRows settings={settings} />}
      {isOn && <ConsentRow ai={ai} />}
      {isOn && <TestRow key={JSON.stringify([ai.provider, ai.host, ai.models, ai.has_key])} />}
      {isOn && (
        <Text size="xs" c="dimmed" mt="md">
          Every question is listed, word for word, in{' '}
          <Anchor component={Link} to="/outbound" inherit underline="always">
            What left this computer
          </Anchor>
          .
        </Text>
      )}
    </>
  );
}
