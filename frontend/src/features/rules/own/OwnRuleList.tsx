import { Text, VisuallyHidden } from '@mantine/core';
import { useState } from 'react';
import { type OwnRule, useOwnRules } from '@/api/ownRules';
import { Answer } from '@/components/Answer';
import { NoRules } from '../NoRules';
import type { RulesView } from '../useRulesView';
import { NoOwnRules } from './NoOwnRules';
import { OwnRuleRow } from './OwnRuleRow';
import classes from './OwnRules.module.css';
import { useRuleOrder } from './useRuleOrder';

/** The owner's rules in the order in which they are asked, and moved about in it. */
export function OwnRuleList({ view }: { view: RulesView }) {
  const list = useOwnRules();
  return (
    <Answer query={list} isEmpty={({ items }) => items.length === 0} empty={<NoOwnRules view={view} />}>
      {({ items }) => <Rules listed={items} view={view} />}
    </Answer>
  );
}

const has = ({ name, query, actions }: OwnRule, search: string): boolean => {
  const text = [name, query, ...actions.flatMap(({ category_name, value }) => [category_name, value])].join(' ');
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.toLowerCase().includes(word));
};

function Rules({ listed, view }: { listed: OwnRule[]; view: RulesView }) {
  const { rules, move, said } = useRuleOrder(listed);
  const [dragged, setDragged] = useState<number | null>(null);
  const [over, setOver] = useState<number | null>(null);
  const shown = rules.filter((rule) => has(rule, view.search));
  const drop = () => {
    const rule = rules.find(({ id }) => id === dragged);
    if (rule && over !== null) move(rule, over);
    setDragged(null);
    setOver(null);
  };
  if (shown.length === 0) return <NoRules view={view} onCreate={() => view.create()} />;
  return (
    <div className={classes.scroller}>
      <ol className={classes.list} aria-label="Your rules">
        {shown.map((rule) => {
          const place = rules.indexOf(rule);
          return (
            <OwnRuleRow
              key={rule.id}
              rule={rule}
              place={place}
              count={rules.length}
              view={view}
              onMove={(to) => move(rule, to)}
              drag={{
                isDragged: dragged === rule.id,
                isOver: over === place && dragged !== null && dragged !== rule.id,
                start: () => setDragged(rule.id),
                enter: () => dragged !== null && setOver(place),
                drop,
                end: () => {
                  setDragged(null);
                  setOver(null);
                },
              }}
            />
          );
        })}
      </ol>
      <VisuallyHidden role="status">{said}</VisuallyHidden>
      <Text size="xs" c="dimmed" mt="xs">
        Asked from the top: the first that files decides the category, and the first that names a merchant or writes a
        note; tags add up. Move one by its handle, the arrows, or Alt+↑ and Alt+↓.
      </Text>
    </div>
  );
}
