import { groupStep, type Item } from './board';
import type { Board } from './useBoard';
import type { ChosenRows } from './useChosenRows';
import { hasSuggestion, type ItemActs } from './useItemActs';
import type { QueueActs } from './useQueueKeys';

interface Queue {
  board: Board;
  chosen: ChosenRows;
  acts: ItemActs;
  decide: (rows: Item['rows'], category: string | null, stages?: boolean) => void;
}

/** Decide about the selected rows; without a category, about those that have a suggestion. */
export function decideChosen({ chosen, decide }: Queue, category: string | null, stages = false): void {
  const rows = category ? chosen.rows : chosen.rows.filter(hasSuggestion);
  chosen.clear();
  decide(rows, category, stages);
}

type FromKeys = Omit<QueueActs, 'acceptAll' | 'saveStaged' | 'undo'>;

/** What the keys mean where the keyboard stands; a selection goes before the place. */
export function keyActs(queue: Queue): FromKeys {
  const { board, chosen, acts } = queue;
  const { items, current } = board;
  const hasChosen = chosen.rows.length > 0;
  const headOf = (item: Item): Item => items.find(({ group }) => group.key === item.group.key) ?? item;
  const here = (act: (item: Item) => void) => () => {
    if (current) act(current);
  };
  return {
    moveBy: (steps, selects = false) => {
      const next = current && items[items.indexOf(current) + steps];
      if (selects && current && next) chosen.extend(current, next);
      board.moveBy(steps);
    },
    moveGroup: (by) => board.moveTo(groupStep(items, current?.id ?? null, by)),
    accept: hasChosen ? () => decideChosen(queue, null) : here(acts.accept),
    acceptGroup: here((item) => acts.accept(headOf(item))),
    change: hasChosen ? () => chosen.setPicking(true) : here(acts.pick),
    changeGroup: here((item) => acts.pick(headOf(item))),
    stage: hasChosen ? () => decideChosen(queue, null, true) : here(acts.stage),
    stageGroup: here((item) => acts.stage(headOf(item))),
    select: here((item) => chosen.toggle(item)),
    settleDuplicate: (decision) => {
      if (current?.row?.possible_duplicate_of_id) acts.settleDuplicate(current.row, decision);
    },
  };
}
