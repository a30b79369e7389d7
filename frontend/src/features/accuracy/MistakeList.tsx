import { Anchor, Badge, Button, Checkbox, Text } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { type Mistake, useMistakes } from '@/api/accuracy';
import { Answer } from '@/components/Answer';
import { CategoryBadge } from '@/components/CategoryBadge';
import { Money } from '@/components/Money';
import { formatDay, formatPercent, plural } from '@/lib/formatting';
import classes from './Accuracy.module.css';
import { FigureCard } from './FigureCard';
import { partName } from './words';

/** What it got wrong, as examples to look at. */
export function MistakeList() {
  const [onlyFiled, setOnlyFiled] = useState(false);
  const query = useMistakes({ onlyFiled });
  return (
    <FigureCard title="Mistakes" lead="What you filed otherwise than it said, the latest first.">
      <Checkbox
        label="Only what was filed by itself"
        checked={onlyFiled}
        onChange={(event) => setOnlyFiled(event.currentTarget.checked)}
        mb="sm"
      />
      <Answer
        query={query}
        isEmpty={({ pages }) => !pages[0]?.total}
        empty={
          <Text size="sm" c="dimmed">
            None.
          </Text>
        }
      >
        {({ pages }) => (
          <>
            <ul className={classes.mistakes} aria-label={plural(pages[0]?.total ?? 0, 'mistake')}>
              {pages
                .flatMap(({ items }) => items)
                .map((mistake) => (
                  <MistakeLine key={mistake.transaction_id} mistake={mistake} />
                ))}
            </ul>
            {query.hasNextPage && (
              <Button
                variant="subtle"
                size="compact-sm"
                mt="xs"
                loading={query.isFetchingNextPage}
                onClick={() => query.fetchNextPage()}
              >
                Show more
              </Button>
            )}
          </>
        )}
      </Answer>
    </FigureCard>
  );
}

function MistakeLine({ mistake }: { mistake: Mistake }) {
  const { transaction_id, date, description, merchant_name, amount, predicted, chosen, part, confidence } = mistake;
  return (
    <li>
      <span className={classes.line}>
        <Anchor component={Link} to={`/transactions?open=${transaction_id}`} className={classes.name}>
          {merchant_name || description}
        </Anchor>
        <Money amount={amount} />
      </span>
      <span className={classes.line}>
        <span className={classes.turn}>
          <CategoryBadge name={predicted.name || 'A deleted category'} guess />
          <span aria-hidden="true">→</span>
          <span className={classes.hidden}>you chose</span>
          <CategoryBadge name={chosen.name} />
        </span>
        <span className={classes.note}>
          {formatDay(date)} · {partName(part)}, {formatPercent(confidence)} sure{' '}
          {mistake.was_filed && (
            <Badge size="xs" color="gray" variant="light">
              filed by itself
            </Badge>
          )}
        </span>
      </span>
    </li>
  );
}
