import { Card } from '@mantine/core';
import { SHOWN_ON_HOME, useLatestTransactions } from '@/api/home';
import { Answer } from '@/components/Answer';
import { LoadingState } from '@/components/LoadingState';
import { Money } from '@/components/Money';
import { formatDayShort } from '@/lib/formatting';
import { CardHead } from './CardHead';
import classes from './Home.module.css';

/** The newest transactions. */
export function LatestCard() {
  const query = useLatestTransactions(SHOWN_ON_HOME);
  return (
    <Card component="section" aria-labelledby="home-latest">
      <CardHead id="home-latest" title="Latest transactions" more={{ to: '/transactions', label: 'All' }} />
      <Answer
        query={query}
        loading={<LoadingState count={SHOWN_ON_HOME} height={36} label="Fetching the transactions" />}
      >
        {({ items }) => (
          <ul className={classes.list}>
            {items.map((row) => (
              <li key={row.id} className={`${classes.line} ${classes.entry}`}>
                <span className={classes.cut}>{row.merchant_name ?? row.description}</span>
                <Money amount={row.amount} />
                <span className={`${classes.cut} ${classes.quiet}`}>
                  {row.category_name ?? (row.predicted_category_name ? `${row.predicted_category_name}?` : 'To review')}
                  {` · ${row.account_name}`}
                </span>
                <span className={`${classes.end} ${classes.quiet}`}>{formatDayShort(row.date)}</span>
              </li>
            ))}
          </ul>
        )}
      </Answer>
    </Card>
  );
}
