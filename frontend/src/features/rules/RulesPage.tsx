import { Button, Menu } from '@mantine/core';
import { ChevronDown, Plus } from 'lucide-react';
import { useState } from 'react';
import { useUntidy } from '@/api/ownRules';
import { Page } from '@/components/Page';
import { PageHeader } from '@/components/PageHeader';
import { SectionTabs } from '@/components/SectionTabs';
import { useShortcuts } from '@/components/useShortcuts';
import { AmountRuleList } from './AmountRuleList';
import { RuleEditor } from './editor/RuleEditor';
import { MappingList } from './MappingList';
import { EverythingList } from './order/EverythingList';
import { OwnRuleList } from './own/OwnRuleList';
import { type RuleDialog, RuleDialogs } from './RuleDialogs';
import { RulesToolbar } from './RulesToolbar';
import { TidyList } from './tidy/TidyList';
import { type RuleKind, useRulesView } from './useRulesView';

/** What decides categories without asking: the owner's rules, amounts, merchants; in their order, or kind by kind. */
export function RulesPage() {
  const view = useRulesView();
  const untidy = useUntidy();
  const [dialog, setDialog] = useState<RuleDialog | null>(null);
  const writers: Partial<Record<RuleKind, () => void>> = {
    merchants: () => setDialog({ kind: 'merchants', mapping: null }),
    amounts: () => setDialog({ kind: 'amounts', rule: null }),
  };
  const create = writers[view.kind] ?? (() => view.create());
  const open = (tier: string, id: number) => {
    if (tier === 'rule') view.edit(id);
    else setDialog(tier === 'amount_rule' ? { kind: 'amounts', rule: id } : { kind: 'merchants', mapping: id });
  };
  useShortcuts([{ keys: 'n', label: 'New rule', run: create }]);
  const lists: Record<RuleKind, () => React.ReactNode> = {
    all: () => <EverythingList view={view} onOpen={({ kind, id }) => open(kind, id)} />,
    own: () => <OwnRuleList view={view} />,
    amounts: () => (
      <AmountRuleList view={view} onOpen={(rule) => setDialog({ kind: 'amounts', rule })} onCreate={create} />
    ),
    merchants: () => (
      <MappingList view={view} onOpen={(mapping) => setDialog({ kind: 'merchants', mapping })} onCreate={create} />
    ),
    tidy: () => <TidyList query={untidy} onOpen={open} />,
  };
  return (
    <Page fill>
      <PageHeader
        title="Categories & rules"
        actions={
          <Button.Group>
            <Button leftSection={<Plus size={16} aria-hidden="true" />} onClick={create}>
              {view.kind === 'merchants'
                ? 'New merchant rule'
                : view.kind === 'amounts'
                  ? 'New amount rule'
                  : 'New rule'}
            </Button>
            <Menu position="bottom-end" width={230}>
              <Menu.Target>
                <Button px="xs" aria-label="Other kinds of rules">
                  <ChevronDown size={16} aria-hidden="true" />
                </Button>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item onClick={() => view.create()}>Rule with conditions</Menu.Item>
                <Menu.Item onClick={writers.merchants}>Merchant and its category</Menu.Item>
                <Menu.Item onClick={writers.amounts}>Words at an amount</Menu.Item>
              </Menu.Dropdown>
            </Menu>
          </Button.Group>
        }
      />
      <SectionTabs section="Categories & rules" current="/rules" />
      <RulesToolbar view={view} untidy={untidy.data?.items.length} />
      {lists[view.kind]()}
      <RuleDialogs dialog={dialog} onClose={() => setDialog(null)} />
      <RuleEditor view={view} />
    </Page>
  );
}
