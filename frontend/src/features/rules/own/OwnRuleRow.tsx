import { Badge, Tooltip } from '@mantine/core';
import { GripVertical } from 'lucide-react';
import type { DragEvent, KeyboardEvent } from 'react';
import type { OwnRule } from '@/api/ownRules';
import { clsx } from '@/lib/classes';
import { plural } from '@/lib/formatting';
import { actionWords } from '../actionWords';
import { RuleCategory } from '../RuleCategory';
import type { RulesView } from '../useRulesView';
import { OwnRuleSwitch } from './OwnRuleSwitch';
import classes from './OwnRules.module.css';
import { RowActs } from './RowActs';

export interface Drag {
  isDragged: boolean;
  isOver: boolean;
  start: () => void;
  enter: () => void;
  drop: () => void;
  end: () => void;
}

interface OwnRuleRowProps {
  rule: OwnRule;
  /** From 0 on. */
  place: number;
  count: number;
  view: RulesView;
  onMove: (to: number) => void;
  drag: Drag;
}

/** A rule of the owner's: what it asks, what it does, how it stands; moved by handle, button or key. */
export function OwnRuleRow({ rule, place, count, view, onMove, drag }: OwnRuleRowProps) {
  const { id, name, query, actions, hits, problem, is_enabled, files_by_itself, specificity } = rule;
  const title = name ?? query;
  const filing = actions.find(({ kind }) => kind === 'category');
  const press = (event: KeyboardEvent) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!event.altKey || !by) return;
    event.preventDefault();
    onMove(place + by);
  };
  const over = (event: DragEvent) => {
    event.preventDefault();
    drag.enter();
  };
  return (
    <li
      className={classes.rule}
      data-dragged={drag.isDragged || undefined}
      data-over={drag.isOver || undefined}
      draggable
      onDragStart={drag.start}
      onDragOver={over}
      onDrop={drag.drop}
      onDragEnd={drag.end}
    >
      <span className={classes.handle} aria-hidden="true">
        <GripVertical size={15} />
        {place + 1}
      </span>
      <button type="button" className={classes.open} onClick={() => view.edit(id)} onKeyDown={press}>
        <span className={clsx(classes.title, !is_enabled && classes.off)}>{title}</span>
        {name && <code className={classes.query}>{query}</code>}
        <span className={classes.does}>
          {filing?.category && filing.category_name && (
            <RuleCategory category={filing.category} name={filing.category_name} />
          )}
          {actionWords(actions).map((words) => (
            <span key={words}>{words}</span>
          ))}
        </span>
      </button>
      <span className={classes.standing}>
        {problem ? (
          <Tooltip label={problem} multiline w={280}>
            <Badge variant="light" color="red">
              Does nothing
            </Badge>
          </Tooltip>
        ) : (
          !files_by_itself && (
            <Badge variant="light" color="gray">
              Asks
            </Badge>
          )
        )}
        <Tooltip label={`${plural(specificity, 'condition')} counted; an exact amount counts twice`}>
          <span>used {plural(hits, 'time')}</span>
        </Tooltip>
      </span>
      <OwnRuleSwitch id={id} title={title} isOn={is_enabled} />
      <RowActs rule={rule} place={place} count={count} view={view} onMove={onMove} />
    </li>
  );
}
