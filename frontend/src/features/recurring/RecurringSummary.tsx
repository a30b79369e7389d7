import { Card } from '@mantine/core';
import type { Recurring } from '@/api/recurring';
import { Money } from '@/components/Money';
import { plural } from '@/lib/formatting';
import classes from './Recurring.module.css';

interface RecurringSummaryProps {
  totals: Recurring['totals'];
}

/** What all that runs comes to. */
export function RecurringSummary({ totals }: RecurringSummaryProps) {
  return (
    <Card component="section" aria-label="What it comes to">
      <div className={classes.summary}>
        <div>
          <div className={classes.label}>Subscriptions and bills, a month</div>
          <div className={classes.headline}>
            <Money amount={totals.monthly_out} kind="spent" headline />
          </div>
        </div>
        <dl className={classes.facts}>
          <div>
            <dt>A year</dt>
            <dd>
              <Money amount={totals.yearly_out} kind="spent" precision="dollars" />
            </dd>
          </div>
          {totals.yearly_in > 0 && (
            <div>
              <dt>Pay, a month</dt>
              <dd>
                <Money amount={totals.monthly_in} kind="plain" precision="dollars" />
              </dd>
            </div>
          )}
          <div>
            <dt>Running</dt>
            <dd>{plural(totals.running, 'series', 'series')}</dd>
          </div>
        </dl>
      </div>
    </Card>
  );
}
