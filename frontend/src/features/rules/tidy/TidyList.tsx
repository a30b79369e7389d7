import { CheckCheck } from 'lucide-react';
import type { Untidy } from '@/api/ownRules';
import { Answer } from '@/components/Answer';
import { EmptyState } from '@/components/EmptyState';
import classes from './Tidy.module.css';
import { TidyRow } from './TidyRow';

interface TidyListProps {
  query: Parameters<typeof Answer<{ items: Untidy[] }>>[0]['query'];
  onOpen: (tier: string, id: number) => void;
}

const GROUPS: { kind: Untidy['kind']; title: string; words: string }[] = [
  { kind: 'contradicting', title: 'Contradicting', words: 'They file one way, you or another rule another way.' },
  { kind: 'shadowed', title: 'Shadowed', words: 'Something that is asked before them takes all that they match.' },
  { kind: 'dead', title: 'Dead', words: 'Nothing has matched them, ever or for a year.' },
];

/** Rules that want tidying, each with its reason and the one thing that helps. */
export function TidyList({ query, onOpen }: TidyListProps) {
  return (
    <Answer
      query={query}
      isEmpty={({ items }) => items.length === 0}
      empty={
        <EmptyState title="All is tidy" icon={CheckCheck}>
          No rule is dead, none stands in the shadow of another, none contradicts you.
        </EmptyState>
      }
    >
      {({ items }) => (
        <div className={classes.scroller}>
          {GROUPS.map(({ kind, title, words }) => {
            const mine = items.filter((item) => item.kind === kind);
            if (mine.length === 0) return null;
            return (
              <section key={kind} aria-label={title} className={classes.group}>
                <h2>
                  {title} <span>{mine.length}</span>
                </h2>
                <p>{words}</p>
                <ul>
                  {mine.map((item) => (
                    <TidyRow
                      key={`${item.tier} ${item.rule_id} ${item.other_tier} ${item.other_id}`}
                      item={item}
                      onOpen={onOpen}
                    />
                  ))}
                </ul>
              </section>
            );
          })}
        </div>
      )}
    </Answer>
  );
}
