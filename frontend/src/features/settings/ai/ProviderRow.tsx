import { Select } from '@mantine/core';
import { asProblem } from '@/api/problem';
import { type Setting, useSaveSettings } from '@/api/settings';
import { Row } from '../Row';

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
  const saving = useSaveSettings();
  // A model is one of its provider's: another's would not know the name.
  const choose = (chosen: string) =>
    saving.mutate({ body: { ai_provider: chosen, ai_model_categorize: null, ai_model_insights: null } });
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
        disabled={saving.isPending}
        error={saving.error ? asProblem(saving.error).detail : null}
        onChange={(chosen) => chosen && chosen !== provider && choose(chosen)}
      />
    </Row>
  );
}
