import { Switch } from '@mantine/core';
import { notifyProblem } from '@/api/queryClient';
import { type AmountRule, useEditAmountRule } from '@/api/rules';
import { showDone } from '@/components/undoToast';
import classes from './Rules.module.css';

/** Switches an amount rule on or off, in the list. */
export function AmountRuleSwitch({ rule }: { rule: Pick<AmountRule, 'id' | 'description_pattern' | 'is_enabled'> }) {
  const { id, description_pattern: pattern, is_enabled: isOn } = rule;
  const editing = useEditAmountRule();
  const toggle = () =>
    editing.mutate(
      { params: { path: { rule_id: id } }, body: { is_enabled: !isOn } },
      {
        onSuccess: (data) => showDone(data, `Switched ${pattern} ${isOn ? 'off' : 'on'}.`),
        onError: notifyProblem,
      },
    );
  return (
    <Switch
      size="xs"
      aria-label={`${pattern} is on`}
      checked={editing.isPending ? !isOn : isOn}
      onChange={toggle}
      display="inline-block"
      className={classes.switch}
    />
  );
}
