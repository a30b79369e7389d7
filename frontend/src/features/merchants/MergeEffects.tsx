import { Alert } from '@mantine/core';
import { type MergePreview, type MergeWish, useMergePreview } from '@/api/merchants';
import { Answer } from '@/components/Answer';
import { LoadingState } from '@/components/LoadingState';
import { plural } from '@/lib/formatting';
import classes from './Merchants.module.css';

interface MergeEffectsProps {
  wish: MergeWish;
  other: string;
  into: string;
  /** It is being made: what it would change is asked no more. */
  isSent: boolean;
}

type Rule = MergePreview['rules'][number];

function ruleWords({ pattern, category, times, outcome }: Rule, into: string): string {
  const learned = `What was learned of ${pattern} (${category.name}, ${plural(times, 'time')})`;
  switch (outcome) {
    case 'adds_up':
      return `${learned} adds up with what was learned of ${into}.`;
    case 'moves':
      return `${learned} holds for ${into}.`;
    case 'replaces':
      return `${learned} goes before what the app came with for ${into}.`;
    case 'asks':
      return `${learned} is another category than that of ${into}: it will ask each time.`;
    case 'stays':
      return `The rule ${pattern} → ${category.name} stays as it is.`;
  }
}

/** What a merge would change, as the server says. */
export function MergeEffects({ wish, other, into, isSent }: MergeEffectsProps) {
  const preview = useMergePreview(wish, !isSent);
  return (
    <Answer query={preview} loading={<LoadingState shape="block" height={72} />}>
      {({ rows, own_names, series, rules }) => (
        <Alert variant="light" color="gray" title="What changes" role="status">
          <ul className={classes.effects}>
            <li>
              {plural(rows, 'transaction')} of {other} will be of {into}, and so will those to come.
            </li>
            {own_names > 0 && <li>{plural(own_names, 'of them keeps', 'of them keep')} the name that you gave.</li>}
            {series > 0 && <li>What you said of {plural(series, 'recurring charge')} comes along.</li>}
            {rules.map((rule) => (
              <li key={rule.pattern}>{ruleWords(rule, into)}</li>
            ))}
            <li>You can undo this, and part the two again at any time.</li>
          </ul>
        </Alert>
      )}
    </Answer>
  );
}
