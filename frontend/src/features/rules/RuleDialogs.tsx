import { Modal } from '@mantine/core';
import type { AmountRule, Mapping } from '@/api/rules';
import { AmountRuleForm } from './AmountRuleForm';
import { MappingForm } from './MappingForm';

/** Which rule is written or edited; `null` is a new one. */
export type RuleDialog = { kind: 'merchants'; mapping: Mapping | null } | { kind: 'amounts'; rule: AmountRule | null };

interface RuleDialogsProps {
  dialog: RuleDialog | null;
  onClose: () => void;
}

function title(dialog: RuleDialog): string {
  if (dialog.kind === 'merchants') return dialog.mapping ? 'Merchant rule' : 'New merchant rule';
  return dialog.rule ? 'Amount rule' : 'New amount rule';
}

/** The window in which a rule is written. */
export function RuleDialogs({ dialog, onClose }: RuleDialogsProps) {
  return (
    <Modal opened={dialog !== null} onClose={onClose} title={dialog && title(dialog)} size="lg">
      {dialog?.kind === 'merchants' && <MappingForm mapping={dialog.mapping} onClose={onClose} />}
      {dialog?.kind === 'amounts' && <AmountRuleForm rule={dialog.rule} onClose={onClose} />}
    </Modal>
  );
}
