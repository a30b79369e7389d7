import { Badge, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { Backtest } from '@/api/ownRules';
import type { Transaction } from '@/api/transactions';
import { Money } from '@/components/Money';
import { formatCount, formatDay } from '@/lib/formatting';
import classes from './Editor.module.css';

/** The newest rows that the rule finds, or those that the owner filed otherwise, with what they have. */
export function BacktestRows({ result }: { result: Backtest }) {
  const { contradictions, contradicting, examples, by_category } = result;
  const [wanted, setWanted] = useState('against');
  const isAgainst = wanted === 'against' && contradictions > 0;
  const rows = isAgainst ? contradicting : examples;
  return (
    <div>
      {contradictions > 0 && (
        <SegmentedControl
          fullWidth
          size="xs"
          aria-label="Which of them"
          value={wanted}
          onChange={setWanted}
          data={[
            { value: 'against', label: `Filed otherwise (${formatCount(contradictions)})` },
            { value: 'newest', label: 'Newest' },
          ]}
        />
      )}
      {isAgainst && (
        <div className={classes.chips}>
          {by_category.map(({ category, category_name, count }) => (
            <Badge key={category ?? ''} variant="light" color="gray" tt="none">
              {category_name} {formatCount(count)}
            </Badge>
          ))}
        </div>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and keys have to get there */}
      <ul className={classes.rows} aria-label={isAgainst ? 'Filed otherwise' : 'Newest found'} tabIndex={0}>
        {rows.map((row) => (
          <Row key={row.id} row={row} />
        ))}
      </ul>
      {isAgainst && contradictions > contradicting.length && (
        <p className={classes.small}>The newest {formatCount(contradicting.length)} of them.</p>
      )}
    </div>
  );
}

function Row({ row }: { row: Transaction }) {
  const { date, description, amount, category_name, predicted_category_name } = row;
  return (
    <li>
      <span className={classes.what}>{description}</span>
      <Money amount={amount} />
      <span className={classes.small}>
        {formatDay(date)} · {category_name ?? (predicted_category_name ? `${predicted_category_name}?` : 'to review')}
      </span>
    </li>
  );
}
