import { ActionIcon, Anchor, Group, Text, Textarea, Tooltip } from '@mantine/core';
import { ArrowUp, Square } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import classes from './Adviser.module.css';
import { PreviewDialog } from './PreviewDialog';
import { STARTERS } from './starterQuestions';
import type { Adviser } from './useAdviser';

interface ComposerProps {
  adviser: Adviser;
  chatId: number | null;
}

const LONGEST = 4000;

/** Where one asks: Enter sends, Shift and Enter make a new line. */
export function Composer({ adviser: { isRunning, send, stop }, chatId }: ComposerProps) {
  const [draft, setDraft] = useState('');
  const [isShown, setShown] = useState(false);
  const message = draft.trim();
  const submit = () => {
    if (!message || isRunning) return;
    setDraft('');
    send(message);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    submit();
  };
  return (
    <div className={classes.composer}>
      <Textarea
        aria-label="Your question"
        placeholder="Ask about your money"
        value={draft}
        onChange={(event) => setDraft(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        autosize
        minRows={1}
        maxRows={8}
        maxLength={LONGEST}
        rightSectionWidth={52}
        classNames={{ input: classes.input }}
        rightSection={
          isRunning ? (
            <Tooltip label="Stop the answer">
              <ActionIcon variant="filled" color="petrol" size={36} aria-label="Stop" onClick={stop}>
                <Square size={14} fill="currentColor" aria-hidden="true" />
              </ActionIcon>
            </Tooltip>
          ) : (
            <ActionIcon variant="filled" color="petrol" size={36} aria-label="Ask" disabled={!message} onClick={submit}>
              <ArrowUp size={18} aria-hidden="true" />
            </ActionIcon>
          )
        }
      />
      <Group justify="space-between" gap="xs" mt={6} wrap="nowrap" align="start">
        <Text size="xs" c="dimmed">
          Figures are the app’s own; the words are a model’s and can be wrong.
        </Text>
        <Anchor component="button" size="xs" className={classes.small} onClick={() => setShown(true)}>
          What is sent
        </Anchor>
      </Group>
      <PreviewDialog
        opened={isShown}
        onClose={() => setShown(false)}
        question={{ message: message || STARTERS[0], chat_id: chatId, history: [] }}
      />
    </div>
  );
}
