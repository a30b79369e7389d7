import { useCallback, useEffect, useRef } from 'react';
import type { ReviewQueue } from '@/api/review';
import { confirm } from '@/components/confirm';
import { plural } from '@/lib/formatting';
import type { Settled } from '../useSettled';
import { useStaging } from '../useStaging';
import { AllDone } from './AllDone';
import type { Item } from './board';
import { decideChosen, keyActs } from './keyActs';
import classes from './Queue.module.css';
import { QueueBulkBar } from './QueueBulkBar';
import { QueueItem } from './QueueItem';
import { QueueToolbar } from './QueueToolbar';
import { StagedTray } from './StagedTray';
import { useBoard } from './useBoard';
import { useChosenRows } from './useChosenRows';
import { hasSuggestion, useItemActs } from './useItemActs';
import { useQueueKeys } from './useQueueKeys';
import { useStableActs } from './useStableActs';

interface QueueProps {
  queue: ReviewQueue;
  settled: Settled;
}

/** What waits, by merchant: decided about by keyboard, without the list ever jumping. */
export function Queue({ queue, settled }: QueueProps) {
  const list = useRef<HTMLDivElement>(null);
  const board = useBoard(queue, settled.ids);
  const chosen = useChosenRows(board);
  const { acts: latestActs, picking, decide, undo } = useItemActs(board, settled);
  const acts = useStableActs(latestActs);
  const staging = useStaging(settled);
  const keyed = { board, chosen, acts, decide };
  const suggested = board.groups.flatMap(({ rows }) => rows).filter(hasSuggestion);

  const acceptAll = async () => {
    if (suggested.length === 0) return;
    const what = plural(suggested.length, 'suggestion');
    const sure = await confirm({
      title: `Accept ${what}?`,
      message: 'Each of these transactions is filed as suggested. You can undo it in one step.',
      action: `Accept ${what}`,
      danger: false,
    });
    if (sure) decide(suggested, null);
  };
  const onKeyDown = useQueueKeys({ ...keyActs(keyed), acceptAll, undo, saveStaged: staging.saveAll }, true);

  const currentId = board.current?.id;
  const toCurrent = useCallback(() => {
    const item = list.current?.querySelector<HTMLElement>('[aria-current="true"]');
    item?.focus({ preventScroll: true });
    item?.scrollIntoView({ block: 'nearest' });
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the keyboard follows the item, and stays out of dialogs
  useEffect(() => {
    const active = document.activeElement;
    if (!active || active === document.body || list.current?.contains(active)) toCurrent();
  }, [currentId, picking === null]);

  const { toggle } = chosen;
  const latestToggle = useRef(toggle);
  latestToggle.current = toggle;
  const onToggle = useCallback((item: Item, range: boolean) => latestToggle.current(item, range), []);
  const onPicked = useCallback(() => {
    acts.pick(null);
    requestAnimationFrame(toCurrent);
  }, [acts, toCurrent]);

  const draw = (item: Item) => (
    <QueueItem
      key={item.id}
      item={item}
      isCurrent={item.id === currentId}
      isSelected={item.rows.every(({ id }) => chosen.ids.has(id))}
      isPicking={item.id === picking}
      acts={acts}
      onToggle={onToggle}
      onPicked={onPicked}
    />
  );
  const itemsIn = (key: string) => board.items.filter(({ group }) => group.key === key);
  if (board.items.length === 0 && board.left === 0) {
    return (
      <>
        <StagedTray staging={staging} />
        <AllDone />
      </>
    );
  }
  return (
    <>
      <QueueToolbar left={board.left} suggested={suggested.length} onAcceptAll={acceptAll} />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys of the items inside bubble up to here */}
      <div ref={list} className={classes.list} onKeyDown={onKeyDown}>
        {board.groups.map((group) => (
          <div key={group.key} className={classes.group}>
            {itemsIn(group.key).map(draw)}
            {group.shown.length < group.rows.length && (
              <button type="button" className={classes.more} onClick={() => board.unfold(group.key)}>
                Show all {group.rows.length}
              </button>
            )}
          </div>
        ))}
      </div>
      {chosen.rows.length === 0 && <StagedTray staging={staging} />}
      <QueueBulkBar chosen={chosen} onDecide={(category, stages) => decideChosen(keyed, category, stages)} />
    </>
  );
}
