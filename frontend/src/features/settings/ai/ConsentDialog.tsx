import { Button, Group, List, Modal, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { type Ai, type AiTerms, useAgree } from '@/api/ai';
import { asProblem } from '@/api/problem';

interface ConsentDialogProps {
  isOpen: boolean;
  ai: Ai;
  terms: AiTerms;
  onClose: () => void;
}

const AMOUNTS: Record<string, string> = {
  exact: 'its amount, to the cent',
  rounded: 'its amount, rounded',
  none: 'whether money came or went, without the amount',
};

const ADVISER_AMOUNTS: Record<string, string> = { exact: 'to the cent', rounded: 'rounded', none: 'left out' };

/** What is sent and what never is, in plain words. Whoever changes them raises `TERMS_VERSION` on the server. */
export function ConsentDialog({ isOpen, ai, terms, onClose }: ConsentDialogProps) {
  const agreeing = useAgree();
  const agree = () => agreeing.mutate({ body: terms }, { onSuccess: onClose });
  return (
    <Modal opened={isOpen} onClose={onClose} title="What is sent, and to whom" size="lg">
      <Stack gap="md">
        <Text size="sm">
          {ai.is_local ? (
            <>
              To <strong>{terms.host}</strong>, a program on this computer. Nothing leaves it by this.
            </>
          ) : (
            <>
              To <strong>{terms.host}</strong>, over an encrypted connection. What is kept there, and for how long, is
              up to that service’s terms with you.
            </>
          )}
        </Text>
        <Part title="When it suggests categories">
          <List.Item>The bank’s text of a merchant that nothing here knows, and {AMOUNTS[terms.amounts]}</List.Item>
          <List.Item>The names of your categories</List.Item>
          {terms.examples === 'on' && <List.Item>A few rows that you have filed, as examples</List.Item>}
        </Part>
        <Part title="When you ask the adviser">
          <List.Item>Your question, the conversation so far, and your note about the household</List.Item>
          <List.Item>
            Figures: sums by category and month, budgets, regular charges, balances by kind of account, merchants
          </List.Item>
          <List.Item>Rows that it looks up to answer you: day, merchant, category</List.Item>
          <List.Item>Amounts among them: {ADVISER_AMOUNTS[terms.amounts]}</List.Item>
        </Part>
        <Part title="Never">
          <List.Item>Account and card numbers, keys, passwords, files</List.Item>
          <List.Item>
            Names, e-mail addresses, phone numbers and addresses, as far as the app finds them: they are replaced before
            anything is sent
          </List.Item>
        </Part>
        <Text size="sm" c="dimmed">
          You see the exact text before the first time, and any time after. Answers are suggestions: they wait in the
          review, and file nothing by themselves. You can withdraw whenever you like.
        </Text>
        {agreeing.error && (
          <Text size="sm" c="var(--mantine-color-error)" role="alert">
            {asProblem(agreeing.error).detail}
          </Text>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {ai.is_agreed ? 'Close' : 'Not now'}
          </Button>
          {!ai.is_agreed && (
            <Button onClick={agree} loading={agreeing.isPending}>
              Agree
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <Text size="sm" fw={600} mb={4}>
        {title}
      </Text>
      <List size="sm" spacing={2}>
        {children}
      </List>
    </div>
  );
}
