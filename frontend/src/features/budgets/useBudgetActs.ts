import { type Rollover, useDeleteBudget, useSetBudget, useSetRollover } from '@/api/budgets';
import { moneyText } from '@/components/money';
import { showDone, showUndo } from '@/components/undoToast';
import { dollarsOf } from '@/lib/cents';

interface Named {
  category_short_desc: string | null;
  display_name: string;
  id: number | null;
}

export interface BudgetActs {
  /** `null` takes the budget back. */
  setAmount: (line: Named, cents: number | null) => void;
  setRollover: (line: Named, mode: Rollover | null, since: string) => void;
}

/** What can be done with a line of a period; each tells what it did, and can be undone. */
export function useBudgetActs(month: string, periodName: string): BudgetActs {
  const setting = useSetBudget();
  const deleting = useDeleteBudget();
  const carrying = useSetRollover();
  return {
    setAmount: (line, cents) => {
      if (cents !== null) {
        const body = { category_short_desc: line.category_short_desc ?? '', month, amount: dollarsOf(cents) };
        const words = `${line.display_name}: ${moneyText(dollarsOf(cents), 'plain')} in ${periodName}.`;
        setting.mutate({ body }, { onSuccess: (data) => showDone(data, words) });
      } else if (line.id !== null) {
        deleting.mutate(line.id, {
          onSuccess: (operationId) => {
            showUndo({ message: `${line.display_name} has no budget in ${periodName} any more.`, operationId });
          },
        });
      }
    },
    setRollover: (line, mode, since) => {
      const wish = { category: line.category_short_desc ?? '', mode, since };
      const message = mode ? `${line.display_name} is carried over.` : `${line.display_name} starts anew each time.`;
      carrying.mutate(wish, { onSuccess: (operationId) => showUndo({ message, operationId }) });
    },
  };
}
