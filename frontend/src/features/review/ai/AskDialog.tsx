import { Button, Group, Modal, Text } from '@mantine/core';
import { useState } from 'react';
import { useAgree, useAi } from '@/api/ai';
import { type AiPreview, type AiRun, useAiPreview, useStartAsking } from '@/api/aiRuns';
import { asProblem } from '@/api/problem';
import { Answer } from '@/components/Answer';
import { LoadingState } from '@/components/LoadingState';
import { plural } from '@/lib/formatting';
import { PreviewBody } from './PreviewBody';

interface AskDialogProps {
  isOpen: boolean;
  /** Waiting rows with an answer of before, which is used without asking. */
  knownRows: number;
  onStarted: (run: AiRun) => void;
  onClose: () => void;
}

/** Every word that would be sent, before it is. */
export function AskDialog({ isOpen, knownRows, onStarted, onClose }: AskDialogProps) {
  const [agrees, setAgrees] = useState(false);
  const preview = useAiPreview(isOpen);
  const terms = useAi().data;
  const agreeing = useAgree();
  const starting = useStartAsking();
  const asksConsent = terms !== undefined && !terms.is_agreed;
  const shown = preview.data;
  const send = async () => {
    if (!shown) return;
    if (asksConsent && terms.terms) await agreeing.mutateAsync({ body: terms.terms });
    onStarted(await starting.mutateAsync({ body: { preview_digest: shown.digest } }));
    onClose();
  };
  const problem = agreeing.error ?? starting.error;
  return (
    <Modal opened={isOpen} onClose={onClose} size="xl" title="Ask the AI" closeButtonProps={{ 'aria-label': 'Close' }}>
      <Answer query={preview} loading={<LoadingState count={8} height={28} label="Working out what would be sent" />}>
        {(found) =>
          found.merchants > 0 ? (
            <PreviewBody preview={found} asksConsent={asksConsent} agrees={agrees} onAgree={setAgrees} />
          ) : (
            <NobodyToAsk knownRows={knownRows} withheld={found.withheld} />
          )
        }
      </Answer>
      {problem && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert" mt="sm">
          {asProblem(problem).detail}
        </Text>
      )}
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button
          disabled={
            !shown ||
            preview.isFetching ||
            shown.merchants + knownRows + shown.withheld === 0 ||
            (asksConsent && !agrees)
          }
          loading={agreeing.isPending || starting.isPending}
          onClick={() => void send().catch(() => preview.refetch())}
        >
          {shown ? action(shown, knownRows) : 'Send'}
        </Button>
      </Group>
    </Modal>
  );
}

function action({ merchants }: AiPreview, knownRows: number): string {
  if (merchants > 0) return 'Send';
  return knownRows > 0 ? 'Use earlier answers' : 'Stop asking';
}

/** Nothing would be sent: what can be done all the same. */
function NobodyToAsk({ knownRows, withheld }: { knownRows: number; withheld: number }) {
  if (knownRows + withheld === 0)
    return (
      <Text size="sm">
        There is nothing to ask: meanwhile the app has learned enough to know these merchants itself. Nothing is sent.
      </Text>
    );
  return (
    <Text size="sm">
      There is nobody to ask about, and nothing is sent.
      {knownRows > 0 && ` ${plural(knownRows, 'transaction')} can have what the AI said of the merchant before.`}
      {withheld > 0 &&
        ` Of ${plural(withheld, 'merchant')} nothing would be left of the line, once names are taken out.`}
    </Text>
  );
}
