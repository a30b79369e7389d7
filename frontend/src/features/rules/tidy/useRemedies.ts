import { useDeleteRule, useOrderRules, useOwnRules } from '@/api/ownRules';
import { useDeleteAmountRule, useDeleteMapping } from '@/api/rules';
import { showDone, showUndo } from '@/components/undoToast';
import { moved } from '../own/useRuleOrder';

/** What helps a rule that wants tidying; each can be undone. */
export function useRemedies() {
  const rules = useOwnRules();
  const ordering = useOrderRules();
  const deleting = {
    rule: useDeleteRule(),
    amount_rule: useDeleteAmountRule(),
    merchant_map: useDeleteMapping(),
  };
  const isTier = (tier: string): tier is keyof typeof deleting => tier in deleting;
  return {
    remove: (tier: string, id: number, title: string) => {
      if (!isTier(tier)) return;
      const onSuccess = (operationId: number | undefined) =>
        showUndo({ message: `Deleted the rule ${title}.`, operationId });
      deleting[tier].mutate(id, { onSuccess });
    },
    /** Let one of the owner's rules be asked before another. */
    moveBefore: (id: number, other: number, title: string) => {
      const ids = rules.data?.items.map((rule) => rule.id) ?? [];
      if (!ids.includes(id) || !ids.includes(other)) return;
      const body = { ids: moved(ids, ids.indexOf(id), ids.indexOf(other)) };
      ordering.mutate({ body }, { onSuccess: (data) => showDone(data, `${title} is asked first now.`) });
    },
    isPending: ordering.isPending || Object.values(deleting).some(({ isPending }) => isPending),
  };
}
