import { Switch } from '@mantine/core';
import { notifyProblem } from '@/api/queryClient';
import { type Mapping, useEditMapping } from '@/api/rules';
import { showDone } from '@/components/undoToast';
import classes from './Rules.module.css';

/** Switches a merchant rule on or off, in the list. */
export function MappingSwitch({ mapping }: { mapping: Pick<Mapping, 'id' | 'merchant_pattern' | 'is_enabled'> }) {
  const { id, merchant_pattern: pattern, is_enabled: isOn } = mapping;
  const editing = useEditMapping();
  const toggle = () =>
    editing.mutate(
      { params: { path: { mapping_id: id } }, body: { is_enabled: !isOn } },
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
