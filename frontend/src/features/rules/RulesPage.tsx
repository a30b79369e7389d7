import { Button } from '@mantine/core';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Page } from '@/components/Page';
import { PageHeader } from '@/components/PageHeader';
import { SectionTabs } from '@/components/SectionTabs';
import { useShortcuts } from '@/components/useShortcuts';
import { AmountRuleList } from './AmountRuleList';
import { MappingList } from './MappingList';
import { type RuleDialog, RuleDialogs } from './RuleDialogs';
import { RulesToolbar } from './RulesToolbar';
import { useRulesView } from './useRulesView';

/** What decides categories without asking: merchants, and amounts where a name is not enough. */
export function RulesPage() {
  const view = useRulesView();
  const [dialog, setDialog] = useState<RuleDialog | null>(null);
  const isMerchants = view.kind === 'merchants';
  const create = () => setDialog(isMerchants ? { kind: 'merchants', mapping: null } : { kind: 'amounts', rule: null });
  useShortcuts([{ keys: 'n', label: 'New rule', run: create }]);
  return (
    <Page fill>
      <PageHeader
        title="Categories & rules"
        actions={
          <Button leftSection={<Plus size={16} aria-hidden="true" />} onClick={create}>
            {isMerchants ? 'New merchant rule' : 'New amount rule'}
          </Button>
        }
      />
      <SectionTabs section="Settings" current="/rules" />
      <RulesToolbar view={view} />
      {isMerchants ? (
        <MappingList view={view} onOpen={(mapping) => setDialog({ kind: 'merchants', mapping })} onCreate={create} />
      ) : (
        <AmountRuleList view={view} onOpen={(rule) => setDialog({ kind: 'amounts', rule })} onCreate={create} />
      )}
      <RuleDialogs dialog={dialog} onClose={() => setDialog(null)} />
    </Page>
  );
}
