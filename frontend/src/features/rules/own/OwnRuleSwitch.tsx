import { Switch } from '@mantine/core';
import classes from '../Rules.module.css';
import { useRuleActs } from '../useRuleActs';

interface OwnRuleSwitchProps {
  id: number;
  title: string;
  isOn: boolean;
}

/** Switches a rule of the owner's on or off, in a list. */
export function OwnRuleSwitch({ id, title, isOn }: OwnRuleSwitchProps) {
  const { toggle, isSwitching } = useRuleActs();
  return (
    <Switch
      size="xs"
      aria-label={`${title} is on`}
      checked={isSwitching ? !isOn : isOn}
      onChange={() => toggle(id, title, isOn)}
      display="inline-block"
      className={classes.switch}
    />
  );
}
