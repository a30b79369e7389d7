import { Text } from '@mantine/core';
import type { Account } from '@/api/accounts';
import { useFeeder } from '@/api/connections';
import { Money } from '@/components/Money';
import { formatDayShort } from '@/lib/formatting';
import classes from './Accounts.module.css';

interface BalanceFiguresProps {
  account: Account;
}

/** The stated and the computed balance, one under the other. */
export function BalanceFigures({ account }: BalanceFiguresProps) {
  const { balance_stated: stated, balance_computed: computed, balance_stated_on: day, balance_current: told } = account;
  const isFed = useFeeder(account.id) !== undefined;
  const isValued = account.balance_basis === 'valued';
  // Before the first sync a bank's figure is no statement yet, but it is better than none.
  const isOnlyTold = isFed && stated === null && told !== null;
  const label = isOnlyTold ? 'At the bank' : isValued && !isFed ? 'Valued' : 'Stated';
  return (
    <dl className={classes.figures}>
      <div>
        <dt>
          {label}
          {day && <Text span className={classes.day}>{` ${formatDayShort(day)}`}</Text>}
        </dt>
        <dd className={classes.stated}>
          <Money amount={isOnlyTold ? told : stated} kind="balance" />
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
