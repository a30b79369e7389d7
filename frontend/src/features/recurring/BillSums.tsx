import type { Bills } from '@/api/recurring';
import { Money } from '@/components/Money';
import classes from './Calendar.module.css';

interface BillSumsProps {
  bills: Bills;
}

/** What a month's bills and pay come to, what came and what is due together. */
export function BillSums({ bills }: BillSumsProps) {
  return (
    <dl className={classes.facts}>
      <div>
        <dt>Bills, paid and due</dt>
        <dd>
          <Money amount={bills.total_out} kind="plain" />
        </dd>
      </div>
      {bills.total_in > 0 && (
        <div>
          <dt>Pay</dt>
          <dd>
            <Money amount={-bills.total_in} />
          </dd>
        </div>
      )}
    </dl>
  );
}
