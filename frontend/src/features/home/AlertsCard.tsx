import { Card } from '@mantine/core';
import { ChevronRight } from 'lucide-react';
import { Link } from 'react-router';
import type { HomeReport } from '@/api/home';
import { Money } from '@/components/Money';
import { formatDayShort } from '@/lib/formatting';
import { ALERT_WORDS, seriesAddress } from './alertWords';
import { CardHead } from './CardHead';
import classes from './Home.module.css';

type Alert = HomeReport['alerts'][number];

interface AlertsCardProps {
  alerts: readonly Alert[];
  count: number;
}

/** What was found about charges that come again: a price that rose, one too many, one that is late. */
export function AlertsCard({ alerts, count }: AlertsCardProps) {
  if (count === 0) return null;
  return (
    <Card component="section" aria-labelledby="home-alerts">
      <CardHead id="home-alerts" title="Worth a look" more={{ to: '/recurring', label: `All ${count}` }} />
      <ul className={classes.list}>
        {alerts.map((alert) => (
          <li key={`${alert.series_key} ${alert.id}`}>
            <Link className={`${classes.line} ${classes.alert}`} to={seriesAddress(alert.series_key)}>
              <span className={classes.alertWords}>
                <span>
                  <strong>{alert.series_name}</strong> {ALERT_WORDS[alert.kind]}
                </span>
                <AlertFigures alert={alert} />
              </span>
              <ChevronRight size={15} aria-hidden="true" />
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function AlertFigures({ alert: { before, after, yearly, on, kind } }: { alert: Alert }) {
  return (
    <span className={classes.quiet}>
      {before !== null && (
        <>
          <Money amount={before} kind="plain" /> →{' '}
        </>
      )}
      {after !== null && <Money amount={after} kind="plain" />}
      {` · ${formatDayShort(on)}`}
      {yearly !== null && (
        <>
          {' · '}
          {kind === 'price_rise' && '+'}
          <Money amount={yearly} kind="plain" /> a year
        </>
      )}
    </span>
  );
}
