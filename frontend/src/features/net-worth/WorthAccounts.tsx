import { Card, Group, Title } from '@mantine/core';
import { CircleAlert } from 'lucide-react';
import { Link } from 'react-router';
import type { AccountWorth, NetWorth } from '@/api/balances';
import { moneyColor } from '@/components/charts/palette';
import { Sparkline } from '@/components/charts/Sparkline';
import { Money } from '@/components/Money';
import { useMoneyText } from '@/components/money';
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
            <th scope="col" className={classes.course}>
              Course
            </th>
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
              <th scope="rowgroup" colSpan={SHOWN.length + 2}>
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
      <td className={classes.course}>
        <Course account={account} />
      </td>
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

/** How the balance went over the time shown, in small. */
function Course({ account }: { account: AccountWorth }) {
  const text = useMoneyText();
  const first = account.balances.find((balance) => balance !== null);
  if (first === undefined || first === null) return null;
  const label = `${account.name}: from ${text(first, 'balance')} to ${text(account.balance, 'balance')}`;
  return (
    <Sparkline values={account.balances.map((balance) => balance ?? 0)} color={moneyColor('expenses')} label={label} />
  );
}
