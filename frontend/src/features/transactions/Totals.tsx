import { type TransactionQuery, useTransactionTotals } from '@/api/transactions';
import { Money } from '@/components/Money';
import { formatCount } from '@/lib/formatting';
import classes from './Totals.module.css';

interface TotalsProps {
  query: TransactionQuery;
  isReady: boolean;
}

/** What the filtered transactions add up to, as the server says. */
export function Totals({ query, isReady }: TotalsProps) {
  const { data, isPlaceholderData } = useTransactionTotals(query, isReady);
  return (
    <dl className={classes.strip} aria-label="Totals" aria-live="polite" aria-busy={isPlaceholderData}>
      {data && (
        <>
          <div>
            <dd>{formatCount(data.count)}</dd>
            <dt>{data.count === 1 ? 'transaction' : 'transactions'}</dt>
          </div>
          <div>
            <dt>Out</dt>
            <dd>
              <Money amount={data.outflow} kind="spent" />
            </dd>
          </div>
          <div>
            <dt>In</dt>
            <dd>
              <Money amount={data.inflow} kind="plain" />
            </dd>
          </div>
          <div>
            <dt>Net</dt>
            <dd>
              <Money amount={data.net} kind="net" />
            </dd>
          </div>
        </>
      )}
    </dl>
  );
}
