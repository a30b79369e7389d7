import { Badge, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { SeriesDetail } from '@/api/recurring';
import { CategoryBadge } from '@/components/CategoryBadge';
import { Money } from '@/components/Money';
import { formatDay, plural } from '@/lib/formatting';
import { localDay } from '@/lib/months';
import classes from './Recurring.module.css';
import { Sparkline } from './Sparkline';
import { cadenceLabel, dueWords, perCadence } from './words';

interface SeriesDetailsProps {
  series: SeriesDetail;
  /** What can be done, above the long list of charges. */
  children?: ReactNode;
}

const STATUSES = { suggested: 'Suggested', confirmed: 'Confirmed', ended: 'Ended', dismissed: 'Dismissed' };

/** What a series is, how its price went, and every charge that it is made of. */
export function SeriesDetails({ series, children }: SeriesDetailsProps) {
  const { charges, prices, missed, trial } = series;
  const changed = new Map(prices.map((price) => [price.on, price]));
  return (
    <>
      <div className={classes.detailHead}>
        <div>
          <div className={classes.headline}>
            <Money amount={series.amount} headline />
          </div>
          <Text size="sm" c="dimmed">
            {series.varies ? 'about that, ' : ''}
            {perCadence(series.cadence)}
          </Text>
        </div>
        <Sparkline amounts={series.recent} />
      </div>
      <dl className={classes.detailFacts}>
        <dt>Status</dt>
        <dd>
          <Badge variant="light" color={series.status === 'confirmed' ? 'petrol' : 'gray'}>
            {STATUSES[series.status]}
          </Badge>
        </dd>
        <dt>How often</dt>
        <dd>{cadenceLabel(series.cadence)}</dd>
        <dt>Next</dt>
        <dd>{dueWords(series, localDay())}</dd>
        <dt>A year</dt>
        <dd>
          <Money amount={series.yearly} />
        </dd>
        <dt>Category</dt>
        <dd>
          <CategoryBadge name={series.category_name} color={series.category_color} />
        </dd>
        {trial && (
          <>
            <dt>Trial</dt>
            <dd>
              <Money amount={trial.amount} kind="plain" /> on {formatDay(trial.on)}
            </dd>
          </>
        )}
        {missed.length > 0 && (
          <>
            <dt>Left out</dt>
            <dd>{missed.map(formatDay).join('; ')}</dd>
          </>
        )}
        {series.notes && (
          <>
            <dt>Notes</dt>
            <dd>{series.notes}</dd>
          </>
        )}
      </dl>
      {children}
      {charges.length > 0 && (
        <section aria-label="Charges">
          <Title order={3} mt="lg" mb="xs">
            {plural(charges.length, 'charge')}
          </Title>
          <ol className={classes.charges} reversed>
            {charges.toReversed().map((charge) => {
              const price = changed.get(charge.on);
              return (
                <li key={charge.transaction_id}>
                  <Link to={`/transactions?open=${charge.transaction_id}`}>{formatDay(charge.on)}</Link>
                  {price && (
                    <span className={classes.was}>
                      {price.after > price.before ? 'up' : 'down'} from <Money amount={price.before} kind="plain" />
                    </span>
                  )}
                  <Money amount={charge.amount} />
                </li>
              );
            })}
          </ol>
        </section>
      )}
    </>
  );
}
