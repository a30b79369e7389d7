import { Button, UnstyledButton } from '@mantine/core';
import { Wand2 } from 'lucide-react';
import { EmptyState } from '@/components/EmptyState';
import type { RulesView } from '../useRulesView';
import { EXAMPLES } from './examples';
import classes from './OwnRules.module.css';

/** No rule of the owner's yet: what they are for, with examples to begin from. */
export function NoOwnRules({ view }: { view: RulesView }) {
  return (
    <EmptyState
      title="No rules of yours yet"
      icon={Wand2}
      actions={<Button onClick={() => view.create()}>Write a rule</Button>}
    >
      A rule says what a transaction is like and what is done with it: its category, tags, a note, a split. It goes
      before all that the app learned, and is tried on your past before you save it. Begin from an example:
      <ul className={classes.examples}>
        {EXAMPLES.map(({ query, words }) => (
          <li key={query}>
            <UnstyledButton className={classes.example} onClick={() => view.create(query)}>
              <code>{query}</code>
              <span>{words}</span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </EmptyState>
  );
}
