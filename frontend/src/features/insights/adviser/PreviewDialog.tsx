import { Modal, Stack, Text, Title } from '@mantine/core';
import { type Question, usePreview } from '@/api/insights';
import { Answer } from '@/components/Answer';
import { LoadingState } from '@/components/LoadingState';
import classes from './Adviser.module.css';

interface PreviewDialogProps {
  question: Question;
  opened: boolean;
  onClose: () => void;
}

/** The exact text that a question would send. */
export function PreviewDialog({ question, opened, onClose }: PreviewDialogProps) {
  const preview = usePreview(question, opened);
  return (
    <Modal opened={opened} onClose={onClose} title="What is sent" size="xl">
      <Answer query={preview} loading={<LoadingState count={12} />}>
        {({ host, model, parts }) => (
          <Stack gap="md">
            <Text size="sm" c="dimmed">
              {host
                ? `Word for word, to ${host} (${model ?? 'no model'}). `
                : 'Word for word; nobody is set up to receive it. '}
              Names, account numbers and addresses are left out. If the model looks something up, what it finds is sent
              the same way; every request is listed under <b>What left this computer</b>.
            </Text>
            {parts.map(({ title, text }, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: several turns may have the same words
              <div key={place}>
                <Title order={3} mb={4}>
                  {title}
                </Title>
                {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard */}
                <pre className={classes.sent} tabIndex={0}>
                  {text}
                </pre>
              </div>
            ))}
          </Stack>
        )}
      </Answer>
    </Modal>
  );
}
