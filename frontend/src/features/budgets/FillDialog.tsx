import { Checkbox, Group, Modal, SegmentedControl, Stack, Switch, Text } from '@mantine/core';
import { useState } from 'react';
import { type BudgetReport, type FillSource, useProposal, useSetBudgets } from '@/api/budgets';
import { Answer } from '@/components/Answer';
import { DialogButtons } from '@/components/DialogButtons';
import { EmptyState } from '@/components/EmptyState';
import { LoadingState } from '@/components/LoadingState';
import { showDone } from '@/components/undoToast';
import { plural } from '@/lib/formatting';
import { ProposalTable } from './ProposalTable';

interface FillDialogProps {
  report: BudgetReport;
  /** Where the amounts come from; `null` while it is closed. */
  source: FillSource | null;
  onSource: (source: FillSource) => void;
  onClose: () => void;
}

const SOURCES: { value: FillSource; label: string }[] = [
  { value: 'last', label: 'Last budgets' },
  { value: 'average_3', label: 'Average of 3' },
  { value: 'average_6', label: 'Of 6' },
  { value: 'average_12', label: 'Of 12' },
];

/** Budgets for a whole period at once: looked at first, set together, undone together. */
export function FillDialog({ report, source, onSource, onClose }: FillDialogProps) {
  const { key, name } = report.period;
  const [replace, setReplace] = useState(false);
  const [byParent, setByParent] = useState(false);
  const [without, setWithout] = useState<ReadonlySet<string>>(new Set());
  const question = { month: key, source: source ?? 'last', replace, byParent };
  const proposal = useProposal(question, source !== null);
  const setting = useSetBudgets();
  const chosen = (proposal.data?.items ?? []).filter((item) => !without.has(item.category_short_desc));
  const toggle = (category: string) => {
    const next = new Set(without);
    if (!next.delete(category)) next.add(category);
    setWithout(next);
  };
  const apply = () => {
    const items = chosen.map(({ category_short_desc, amount }) => ({ category_short_desc, amount }));
    setting.mutate(
      { body: { month: key, items } },
      {
        onSuccess: (data) => {
          onClose();
          setWithout(new Set());
          showDone(data, `Set ${plural(data.changed, 'budget')} of ${name}.`);
        },
      },
    );
  };
  return (
    <Modal opened={source !== null} onClose={onClose} title={`Fill ${name}`} size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          apply();
        }}
      >
        <Stack gap="sm">
          <SegmentedControl
            aria-label="Where the amounts come from"
            fullWidth
            data={SOURCES}
            value={source ?? 'last'}
            onChange={(value) => onSource(value as FillSource)}
          />
          <Group gap="lg">
            <Switch
              label="Also change what is set"
              checked={replace}
              onChange={(event) => setReplace(event.currentTarget.checked)}
            />
            {source !== 'last' && (
              <Switch
                label="One budget for a whole parent"
                checked={byParent}
                onChange={(event) => setByParent(event.currentTarget.checked)}
              />
            )}
          </Group>
          <Answer query={proposal} loading={<LoadingState count={6} />}>
            {({ basis, items }) =>
              items.length === 0 ? (
                <EmptyState title={basis ? 'Nothing to add' : 'Nothing to go by yet'}>
                  {basis
                    ? 'Every category that this would fill has its budget already.'
                    : source === 'last'
                      ? 'No earlier period has budgets.'
                      : 'No earlier period that is over has transactions.'}
                </EmptyState>
              ) : (
                <>
                  <Group justify="space-between">
                    <Text size="sm" c="dimmed">
                      {basis && basis.charAt(0).toUpperCase() + basis.slice(1)}
                      {source !== 'last' && ', in whole dollars'}
                    </Text>
                    <Checkbox
                      label="All"
                      checked={chosen.length === items.length}
                      indeterminate={chosen.length > 0 && chosen.length < items.length}
                      onChange={() =>
                        setWithout(
                          new Set(chosen.length === items.length ? items.map((i) => i.category_short_desc) : []),
                        )
                      }
                    />
                  </Group>
                  <ProposalTable items={items} without={without} onToggle={toggle} />
                </>
              )
            }
          </Answer>
          <DialogButtons
            action={chosen.length ? `Set ${plural(chosen.length, 'budget')}` : 'Set budgets'}
            onClose={onClose}
            disabled={chosen.length === 0}
            loading={setting.isPending}
          />
        </Stack>
      </form>
    </Modal>
  );
}
