import { Button, Group, Radio, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { type OwnRule, type Scope, useApplyRule, useDryRun } from '@/api/ownRules';
import { Answer } from '@/components/Answer';
import { LoadingState } from '@/components/LoadingState';
import { showDone } from '@/components/undoToast';
import { formatCount, plural } from '@/lib/formatting';

interface ApplyStepProps {
  rule: OwnRule;
  onClose: () => void;
}

const SCOPES: { what: Scope; label: string; description: string }[] = [
  { what: 'waiting', label: 'What waits for review', description: 'Filed as the rule says.' },
  {
    what: 'not_confirmed',
    label: 'And what was filed without you',
    description: 'By merchants, other rules or the local model.',
  },
  {
    what: 'all',
    label: 'And all that you confirmed',
    description: 'Its category stays as you chose it; tags, notes, names and the like are added.',
  },
];

const shown = (count: number | undefined): string => (count === undefined ? '…' : formatCount(count));

/** A rule holds for what comes; this is for what is there already. */
export function ApplyStep({ rule, onClose }: ApplyStepProps) {
  const [what, setWhat] = useState<Scope>('not_confirmed');
  const waiting = useDryRun(rule.id, 'waiting');
  const notConfirmed = useDryRun(rule.id, 'not_confirmed');
  const all = useDryRun(rule.id, 'all');
  const applying = useApplyRule();
  const counts: Record<Scope, number | undefined> = {
    waiting: waiting.data?.changed,
    not_confirmed: notConfirmed.data?.changed,
    all: all.data?.changed,
  };
  const count = counts[what] ?? 0;
  const apply = () =>
    applying.mutate(
      { params: { path: { rule_id: rule.id } }, body: { what } },
      {
        onSuccess: (data) => {
          onClose();
          showDone(data, `Applied the rule to ${plural(data.changed, 'transaction')}.`);
        },
      },
    );
  return (
    <Answer query={all} loading={<LoadingState shape="block" height={200} />}>
      {({ changed }) =>
        changed === 0 ? (
          <Stack gap="md">
            <Text>Nothing that is there already would change.</Text>
            <Group justify="flex-end">
              <Button onClick={onClose}>Done</Button>
            </Group>
          </Stack>
        ) : (
          <Stack gap="md">
            <Text size="sm">
              The rule holds for all that comes. Shall it also be applied to what is there? What you edited by hand
              stays as it is, and you can undo it.
            </Text>
            <Radio.Group aria-label="Apply it to" value={what} onChange={(chosen) => setWhat(chosen as Scope)}>
              <Stack gap="sm">
                {SCOPES.map(({ what: scope, label, description }) => (
                  <Radio key={scope} value={scope} label={`${label} (${shown(counts[scope])})`} {...{ description }} />
                ))}
              </Stack>
            </Radio.Group>
            <Group justify="flex-end" gap="xs">
              <Button variant="default" onClick={onClose}>
                Leave the past
              </Button>
              <Button onClick={apply} disabled={count === 0} loading={applying.isPending} data-autofocus>
                Apply to {plural(count, 'transaction')}
              </Button>
            </Group>
          </Stack>
        )
      }
    </Answer>
  );
}
