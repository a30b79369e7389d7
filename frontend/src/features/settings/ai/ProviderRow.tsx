import { Select } from '@mantine/core';
import type { Setting } from '@/api/settings';
import { Row } from '../Row';
import { useSave } from '../useSave';

const PROVIDERS = [
  { value: 'off', label: 'Nobody' },
  { value: 'anthropic', label: 'Claude, at Anthropic' },
  { value: 'openai_compatible', label: 'Ollama, LM Studio or another' },
];

const NOTES: Record<string, string> = {
  off: 'Nothing is asked, and nothing is sent.',
  anthropic: 'Answers over the internet, with a key of yours.',
  openai_compatible: 'Any service that speaks OpenAI’s chat completions; on this computer, nothing leaves it.',
};

/** Who is asked. */
export function ProviderRow({ provider, setting }: { provider: string; setting: Setting | undefined }) {
  const { save, isSaving, error } = useSave();
  return (
    <Row
      label="Who is asked"
      note={`${NOTES[provider] ?? ''}${setting?.source === 'env' ? ' From the environment.' : ''}`}
    >
      <Select
        aria-label="Who is asked"
        allowDeselect={false}
        data={PROVIDERS}
        value={provider}
        disabled={isSaving}
        error={error}
        onChange={(chosen) => chosen && save('ai_provider', chosen)}
      />
    </Row>
  );
}
