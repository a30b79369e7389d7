import { Text } from '@mantine/core';
import type { Account } from '@/api/accounts';
import { Money } from '@/components/Money';
import { formatDayShort } from '@/lib/formatting';
import classes from './Accounts.module.css';

interface BalanceFiguresProps {
  account: Account;
}

/** The stated and the computed balance, one under the other. */
export function BalanceFigures({ account }: BalanceFiguresProps) {
  const { balance_stated: stated, balance_computed: computed, balance_stated_on: day } = account;
  const isValued = account.balance_basis === 'valued';
  return (
    <dl className={classes.figures}>
      <div>
        <dt>
          {isValued ? 'Valued' : 'Stated'}
          {day && <Text span className={classes.day}>{` ${formatDayShort(day)}`}</Text>}
        </dt>
        <dd className={classes.stated}>
          <Money amount={stated} kind="balance" />
        </dd>
      </div>
      {!isValued && (
        <div>
          <dt>Computed</dt>
          <dd>
            <Money amount={computed} kind="balance" />
          </dd>
        </div>
      )}
    </dl>
  );
}
