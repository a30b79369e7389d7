import type { KeyboardEvent } from 'react';
import { useShortcuts } from '@/components/useShortcuts';

export interface QueueActs {
  moveBy: (steps: number, selects?: boolean) => void;
  moveGroup: (by: 1 | -1) => void;
  accept: () => void;
  acceptGroup: () => void;
  acceptAll: () => void;
  change: () => void;
  changeGroup: () => void;
  stage: () => void;
  stageGroup: () => void;
  saveStaged: () => void;
  select: () => void;
  settleDuplicate: (decision: 'same' | 'different') => void;
  undo: () => void;
}

const group = 'Review';

/**
 * The keys of the queue. Letters work wherever the focus is; enter, space and the arrows only in the
 * list, as everywhere else they belong to buttons and to scrolling.
 */
export function useQueueKeys(acts: QueueActs, enabled: boolean): (event: KeyboardEvent<HTMLElement>) => void {
  const inList = { group, isListed: true, run: () => {} };
  useShortcuts(
    [
      { keys: 'enter', label: 'Accept the suggestion', ...inList },
      { keys: 'a', label: 'Accept the whole group', group, run: acts.acceptGroup },
      { keys: 'shift+a', label: 'Accept all suggestions in sight', group, run: acts.acceptAll },
      { keys: 'c', label: 'Choose another category', group, run: acts.change },
      { keys: 'shift+c', label: 'Choose one for the whole group', group, run: acts.changeGroup },
      { keys: 's', label: 'Stage, to save later', group, run: acts.stage },
      { keys: 'shift+s', label: 'Stage the whole group', group, run: acts.stageGroup },
      { keys: 'mod+enter', label: 'Save all that is staged', group, run: acts.saveStaged },
      { keys: 'x', label: 'Select', group, run: acts.select },
      { keys: 'j', label: 'Next', group, run: () => acts.moveBy(1) },
      { keys: 'k', label: 'Previous', group, run: () => acts.moveBy(-1) },
      { keys: 'shift+j', label: 'Select downwards', group, run: () => acts.moveBy(1, true) },
      { keys: 'shift+k', label: 'Select upwards', group, run: () => acts.moveBy(-1, true) },
      { keys: 'n', label: 'Next group', group, run: () => acts.moveGroup(1) },
      { keys: 'p', label: 'Previous group', group, run: () => acts.moveGroup(-1) },
      { keys: 'd', label: 'Here twice: remove this one', group, run: () => acts.settleDuplicate('same') },
      { keys: 'f', label: 'Not here twice: keep both', group, run: () => acts.settleDuplicate('different') },
      { keys: 'u', label: 'Undo the last decision', group, run: acts.undo },
    ],
    enabled,
  );
  return (event) => {
    const isItem = event.target instanceof HTMLElement && event.target.dataset.item !== undefined;
    if (!isItem || event.ctrlKey || event.metaKey || event.altKey) return;
    const keys: Record<string, () => void> = {
      Enter: acts.accept,
      ' ': acts.select,
      ArrowDown: () => acts.moveBy(1, event.shiftKey),
      ArrowUp: () => acts.moveBy(-1, event.shiftKey),
    };
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };
}
