import { useState } from 'react';
import { type OwnRule, useOrderRules } from '@/api/ownRules';
import { showDone } from '@/components/undoToast';

/** `items` with the one at `from` at place `to`. */
export function moved<Item>(items: readonly Item[], from: number, to: number): Item[] {
  const rest = items.filter((_, index) => index !== from);
  const item = items[from];
  return item === undefined ? [...items] : [...rest.slice(0, to), item, ...rest.slice(to)];
}

interface RuleOrder {
  rules: OwnRule[];
  /** Put a rule at another place, from 0 on. */
  move: (rule: OwnRule, to: number) => void;
  /** What was just done, for those who hear it. */
  said: string;
}

/** The rules in their order, which is another one at once when it is changed. */
export function useRuleOrder(listed: OwnRule[]): RuleOrder {
  const ordering = useOrderRules();
  const [said, setSaid] = useState('');
  const wanted = ordering.isPending ? ordering.variables.body.ids : null;
  const rules = wanted ? [...listed].sort((one, other) => wanted.indexOf(one.id) - wanted.indexOf(other.id)) : listed;
  const move = (rule: OwnRule, to: number) => {
    const from = rules.findIndex(({ id }) => id === rule.id);
    if (to < 0 || to >= rules.length || to === from || ordering.isPending) return;
    const title = rule.name ?? rule.query;
    const body = { ids: moved(rules, from, to).map(({ id }) => id) };
    ordering.mutate({ body }, { onSuccess: (data) => showDone(data, `Moved ${title} to place ${to + 1}.`) });
    setSaid(`${title}: place ${to + 1} of ${rules.length}`);
  };
  return { rules, move, said };
}
