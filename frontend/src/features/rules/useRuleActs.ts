import { useDeleteRule, useSwitchRule } from '@/api/ownRules';
import { showDone, showUndo } from '@/components/undoToast';

/** What is done with a rule outside its form; each can be undone. */
export function useRuleActs() {
  const deleting = useDeleteRule();
  const switching = useSwitchRule();
  return {
    remove: (id: number, title: string, onDone?: () => void) =>
      deleting.mutate(id, {
        onSuccess: (operationId) => {
          onDone?.();
          showUndo({ message: `Deleted the rule ${title}.`, operationId });
        },
      }),
    toggle: (id: number, title: string, isOn: boolean) =>
      switching.mutate(
        { params: { path: { rule_id: id } }, body: { is_enabled: !isOn } },
        { onSuccess: (data) => showDone(data, `Switched ${title} ${isOn ? 'off' : 'on'}.`) },
      ),
    isSwitching: switching.isPending,
  };
}
