import { Anchor } from '@mantine/core';
import { Link } from 'react-router';
import type { Transaction } from '@/api/transactions';
import { transactionName } from '@/components/transactions/transactionName';
import { formatDay, formatMoment } from '@/lib/formatting';
import { sourceName } from '../sources';
import classes from './drawer.module.css';
import { Section } from './Section';

interface OriginSectionProps {
  row: Transaction;
}

/** The bank's own words, and how the transaction came here. */
export function OriginSection({ row }: OriginSectionProps) {
  return (
    <Section title="Where it comes from">
      <dl className={classes.facts}>
        <dt>Bank’s text</dt>
        <dd>{row.description}</dd>
        {row.merchant_key && (
          <>
            <dt>Merchant</dt>
            <dd>
              <Anchor component={Link} to={`/merchants?merchant=${encodeURIComponent(row.merchant_key)}`} fz="sm">
                {transactionName(row)} over the years
              </Anchor>
            </dd>
          </>
        )}
        <dt>Source</dt>
        <dd>
          {sourceName(row.source)}
          {row.import_id !== null && (
            <>
              {' · '}
              <Anchor component={Link} to={`/transactions?import_id=${row.import_id}`} fz="sm">
                all rows of this import
              </Anchor>
            </>
          )}
        </dd>
        {row.posted_date && row.posted_date !== row.date && (
          <>
            <dt>Booked on</dt>
            <dd>{formatDay(row.posted_date)}</dd>
          </>
        )}
        <dt>Added</dt>
        <dd>{formatMoment(row.created_at)}</dd>
      </dl>
    </Section>
  );
}
