import { ActionIcon, Menu } from '@mantine/core';
import { ArrowDown, ArrowUp, EllipsisVertical, History, Pencil, Trash2 } from 'lucide-react';
import type { OwnRule } from '@/api/ownRules';
import { useRuleActs } from '../useRuleActs';
import type { RulesView } from '../useRulesView';
import classes from './OwnRules.module.css';

interface RowActsProps {
  rule: OwnRule;
  place: number;
  count: number;
  view: RulesView;
  onMove: (to: number) => void;
}

/** What can be done with a rule in its list. */
export function RowActs({ rule, place, count, view, onMove }: RowActsProps) {
  const acts = useRuleActs();
  const title = rule.name ?? rule.query;
  return (
    <span className={classes.acts}>
      <ActionIcon size="lg" aria-label={`Move ${title} up`} disabled={place === 0} onClick={() => onMove(place - 1)}>
        <ArrowUp size={16} aria-hidden="true" />
      </ActionIcon>
      <ActionIcon
        size="lg"
        aria-label={`Move ${title} down`}
        disabled={place === count - 1}
        onClick={() => onMove(place + 1)}
      >
        <ArrowDown size={16} aria-hidden="true" />
      </ActionIcon>
      <Menu position="bottom-end" width={220}>
        <Menu.Target>
          <ActionIcon size="lg" aria-label={`More of ${title}`}>
            <EllipsisVertical size={16} aria-hidden="true" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<Pencil size={15} aria-hidden="true" />} onClick={() => view.edit(rule.id)}>
            Edit
          </Menu.Item>
          <Menu.Item
            leftSection={<History size={15} aria-hidden="true" />}
            disabled={!rule.is_enabled || rule.problem !== null}
            onClick={() => view.apply(rule.id)}
          >
            Apply to the past…
          </Menu.Item>
          <Menu.Item
            leftSection={<Trash2 size={15} aria-hidden="true" />}
            color="red"
            onClick={() => acts.remove(rule.id, title)}
          >
            Delete
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </span>
  );
}
