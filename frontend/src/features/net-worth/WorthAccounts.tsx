import { Card, Group, Title } from '@mantine/core';
import { CircleAlert } from 'lucide-react';
import { Link } from 'react-router';
import type { AccountWorth, NetWorth } from '@/api/balances';
import { Money } from '@/components/Money';
import { accountTypeName, institutionName } from '@/lib/accounts';
import { clsx } from '@/lib/classes';
import { formatDayShort, plural } from '@/lib/formatting';
import classes from './NetWorth.module.css';
import { spanName } from './words';

const SHOWN = [1, 12];

/** What net worth is made of: the accounts by kind, and how each changed. */
export function WorthAccounts({ report }: { report: NetWorth }) {
  return (
    <Card component="section" aria-label="Accounts" p={0}>
      <Group px="md" pt="md" pb={6}>
        <Title order={2}>Accounts</Title>
      </Group>
      <table className={clsx(classes.table, classes.accounts)}>
        <thead>
          <tr>
            <th scope="col">Account</th>
            {SHOWN.map((months) => (
              <th key={months} scope="col">
                {spanName(months)}
              </th>
            ))}
            <th scope="col">Balance</th>
          </tr>
        </thead>
        {report.types.map(({ account_type: type, balance }) => (
          <tbody key={type}>
            <tr className={classes.type}>
              <th scope="rowgroup" colSpan={SHOWN.length + 1}>
                {accountTypeName(type)}
              </th>
              <td>
                <Money amount={balance} kind="balance" />
              </td>
            </tr>
            {report.accounts
              .filter(({ account_type }) => account_type === type)
              .map((account) => (
                <AccountLine key={account.id} account={account} />
              ))}
          </tbody>
        ))}
      </table>
    </Card>
  );
}

const BASIS: Partial<Record<AccountWorth['basis'], string>> = {
  rows: 'from zero: no balance was ever stated',
  opening: 'from its opening balance',
};

function AccountLine({ account }: { account: AccountWorth }) {
  const { id, name, institution, basis, stated_on: day, gaps, balance, is_archived } = account;
  const since = basis === 'valued' ? 'valued' : 'stated';
  const words = BASIS[basis] ?? (day ? `${since} ${formatDayShort(day)}` : '');
  return (
    <tr>
      <th scope="row">
        <Link to={`/accounts?account=${id}`} className={classes.link}>
          {name}
        </Link>
        <span className={classes.detail}>
          {institutionName(institution)}
          {words && ` · ${words}`}
          {is_archived && ' · archived'}
        </span>
        {gaps > 0 && (
          <Link to={`/accounts?account=${id}`} className={classes.gap}>
            <CircleAlert size={13} aria-hidden="true" />
            {plural(gaps, 'gap')} to explain
          </Link>
        )}
      </th>
      {SHOWN.map((months) => (
        <td key={months}>
          <Money amount={account.changes.find((one) => one.months === months)?.amount || null} kind="growth" />
        </td>
      ))}
      <td>
        <Money amount={balance} kind="balance" />
      </td>
    </tr>
  );
}
