import { ActionIcon, Button, Menu } from '@mantine/core';
import { Plus, X } from 'lucide-react';
import type { ActionKind } from '@/api/ownRules';
import { ACTION_LABELS } from '../actionWords';
import { ActionField } from './ActionField';
import { type DraftAction, FILING, KINDS, newAction } from './draft';
import classes from './Editor.module.css';

interface ActionRowsProps {
  actions: DraftAction[];
  onChange: (actions: DraftAction[]) => void;
  /** What the server says is wrong with them. */
  error: string | null;
}

/** What else the rule could do: a filing only where it has none. */
function offered(actions: readonly DraftAction[]): ActionKind[] {
  const has = (kind: ActionKind) => actions.some((action) => action.kind === kind);
  const files = FILING.some(has);
  return KINDS.filter((kind) => !has(kind) && !(files && FILING.includes(kind)));
}

/** What is done with the transactions: a row for each thing. */
export function ActionRows({ actions, onChange, error }: ActionRowsProps) {
  const replace = (index: number, action: DraftAction) =>
    onChange(actions.map((before, place) => (place === index ? action : before)));
  const more = offered(actions);
  return (
    <fieldset className={classes.actions} aria-describedby={error ? 'rule-actions-error' : undefined}>
      <legend>Then</legend>
      {actions.map((action, index) => (
        <div key={action.kind} className={classes.action} data-tall={action.kind === 'split' || undefined}>
          <span className={classes.kind}>{ACTION_LABELS[action.kind]}</span>
          <div className={classes.value}>
            <ActionField action={action} onChange={(changed) => replace(index, changed)} />
          </div>
          <ActionIcon
            size="lg"
            aria-label={`Remove: ${ACTION_LABELS[action.kind]}`}
            onClick={() => onChange(actions.filter((_, place) => place !== index))}
          >
            <X size={16} aria-hidden="true" />
          </ActionIcon>
        </div>
      ))}
      {error && (
        <div id="rule-actions-error" role="alert" className={classes.wrong}>
          {error}
        </div>
      )}
      {more.length > 0 && (
        <Menu position="bottom-start" width={260}>
          <Menu.Target>
            <Button
              variant="default"
              size="xs"
              className={classes.add}
              leftSection={<Plus size={14} aria-hidden="true" />}
            >
              {actions.length ? 'And also' : 'Do something'}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {more.map((kind) => (
              <Menu.Item key={kind} onClick={() => onChange([...actions, newAction(kind)])}>
                {ACTION_LABELS[kind]}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </fieldset>
  );
}
