import type { Filer } from '@/api/ownRules';
import { AmountRuleSwitch } from '../AmountRuleSwitch';
import { MappingSwitch } from '../MappingSwitch';
import { OwnRuleSwitch } from '../own/OwnRuleSwitch';

/** Switches on or off whatever it is that files. */
export function FilerSwitch({ filer: { kind, id, title, is_enabled } }: { filer: Filer }) {
  if (kind === 'rule') return <OwnRuleSwitch id={id} title={title} isOn={is_enabled} />;
  if (kind === 'amount_rule') return <AmountRuleSwitch rule={{ id, description_pattern: title, is_enabled }} />;
  return <MappingSwitch mapping={{ id, merchant_pattern: title, is_enabled }} />;
}
