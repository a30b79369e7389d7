import { Anchor, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useCategories } from '@/api/categories';
import { useWhy, type Why } from '@/api/transactions';
import { transactionsAddress } from '@/lib/addresses';
import { formatDay, formatPercent, plural } from '@/lib/formatting';
import { Answer } from '../Answer';
import { CategoryBadge } from '../CategoryBadge';
import { LoadingState } from '../LoadingState';
import classes from './WhyText.module.css';

interface WhyTextProps {
  transactionId: number;
}

/** Who weighs likelihoods: of what only counts confirmations, nobody wants a percentage. */
const JUDGES = ['local_model', 'ai'];

/** How a category was decided: the sentence, what speaks for it and against, what would change it. */
export function WhyText({ transactionId }: WhyTextProps) {
  const why = useWhy(transactionId);
  return (
    <Answer query={why} loading={<LoadingState count={2} height={16} />}>
      {(found) => (
        <div className={classes.why}>
          <Text size="sm">{found.sentence}</Text>
          {found.held && !found.is_auto && <Text size="sm">{found.held}</Text>}
          <Evidence why={found} />
          <Before why={found} />
          {found.changes.length > 0 && (
            <section>
              <p className={classes.title}>What would change it</p>
              <ul className={classes.changes}>
                {found.changes.map((change) => (
                  <li key={change}>{change}</li>
                ))}
              </ul>
            </section>
          )}
          {found.decided_at && (
            <Text size="xs" c="dimmed">
              Decided on {formatDay(found.decided_at.slice(0, 10))}.{' '}
              <Anchor component={Link} to="/accuracy" size="xs" underline="always">
                How often it is right
              </Anchor>
            </Text>
          )}
        </div>
      )}
    </Answer>
  );
}

/** The figures behind the sentence, each with its name. */
function Evidence({ why }: { why: Why }) {
  const { tier, query, matched_text, confidence, record, runner_up, model } = why;
  const colorOf = useColors();
  return (
    <dl className={classes.facts}>
      {query && <Fact name="Your rule finds" value={<code>{query}</code>} />}
      {matched_text && !query && <Fact name="Found in the bank’s text" value={<code>{matched_text}</code>} />}
      {confidence !== null && JUDGES.includes(tier ?? '') && <Fact name="Sure" value={formatPercent(confidence)} />}
      {runner_up && (
        <Fact
          name="Came second"
          value={
            <>
              <CategoryBadge name={runner_up.category_name} color={colorOf(runner_up.category)} />{' '}
              {formatPercent(runner_up.share)}
            </>
          }
        />
      )}
      {record && <Fact name="Right so far" value={`${record.right} of ${plural(record.total, 'time')}`} />}
      {model && <Fact name="Model" value={model} />}
    </dl>
  );
}

function Fact({ name, value }: { name: string; value: ReactNode }) {
  return (
    <div className={classes.fact}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

/** What the owner filed this merchant under before, with the way to those rows. */
function Before({ why }: { why: Why }) {
  const colorOf = useColors();
  const { confirmed_as } = why.history;
  if (confirmed_as.length === 0) return null;
  return (
    <section>
      <p className={classes.title}>You filed this merchant before as</p>
      {confirmed_as.slice(0, 5).map(({ category, category_name, count }) => (
        <div key={category} className={classes.before}>
          <CategoryBadge name={category_name} color={colorOf(category)} />
          <span>{plural(count, 'time')}</span>
        </div>
      ))}
      {why.rows && (
        <Anchor component={Link} to={transactionsAddress({ filter: why.rows })} size="sm">
          Show these transactions
        </Anchor>
      )}
    </section>
  );
}

function useColors(): (key: string) => string | null | undefined {
  const { data: categories = [] } = useCategories();
  return (key) => categories.find(({ short_desc }) => short_desc === key)?.color;
}
