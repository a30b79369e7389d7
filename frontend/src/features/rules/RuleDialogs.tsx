import { Modal } from '@mantine/core';
import { type AmountRule, type Mapping, useAmountRule, useMapping } from '@/api/rules';
import { Answer } from '@/components/Answer';
import { LoadingState } from '@/components/LoadingState';
import { AmountRuleForm } from './AmountRuleForm';
import { MappingForm } from './MappingForm';

/** Which rule is written or edited, as it stands or by its number; `null` is a new one. */
export type RuleDialog =
  | { kind: 'merchants'; mapping: Mapping | number | null }
  | { kind: 'amounts'; rule: AmountRule | number | null };

interface RuleDialogsProps {
  dialog: RuleDialog | null;
  onClose: () => void;
}

function title(dialog: RuleDialog): string {
  if (dialog.kind === 'merchants') return dialog.mapping ? 'Merchant rule' : 'New merchant rule';
  return dialog.rule ? 'Amount rule' : 'New amount rule';
}

/** The window in which a merchant rule or an amount rule is written. */
export function RuleDialogs({ dialog, onClose }: RuleDialogsProps) {
  return (
    <Modal opened={dialog !== null} onClose={onClose} title={dialog && title(dialog)} size="lg">
      {dialog && <Form dialog={dialog} onClose={onClose} />}
    </Modal>
  );
}

function Form({ dialog, onClose }: { dialog: RuleDialog; onClose: () => void }) {
  if (dialog.kind === 'merchants') {
    const { mapping } = dialog;
    if (typeof mapping === 'number') return <MappingById id={mapping} onClose={onClose} />;
    return <MappingForm mapping={mapping} onClose={onClose} />;
  }
  const { rule } = dialog;
  if (typeof rule === 'number') return <AmountRuleById id={rule} onClose={onClose} />;
  return <AmountRuleForm rule={rule} onClose={onClose} />;
}

interface ByIdProps {
  id: number;
  onClose: () => void;
}

const outline = <LoadingState shape="block" height={260} />;

function MappingById({ id, onClose }: ByIdProps) {
  return (
    <Answer query={useMapping(id)} loading={outline}>
      {(mapping) => <MappingForm mapping={mapping} onClose={onClose} />}
    </Answer>
  );
}

function AmountRuleById({ id, onClose }: ByIdProps) {
  return (
    <Answer query={useAmountRule(id)} loading={outline}>
      {(rule) => <AmountRuleForm rule={rule} onClose={onClose} />}
    </Answer>
  );
}
