import { Badge, Group, Text } from '@mantine/core';
import { Check, CircleAlert, CircleDashed } from 'lucide-react';
import type { Account } from '@/api/accounts';
import { useFeeder } from '@/api/connections';
import { Money } from '@/components/Money';
import { Why } from '@/components/Why';
import { formatDay, plural } from '@/lib/formatting';

interface BalanceCheckProps {
  account: Account;
}

/** Whether the rows lead to the balance that the bank states, and what to look for if not. */
export function BalanceCheck({ account }: BalanceCheckProps) {
  const { balance_difference: difference, balance_basis: basis, balance_gaps: gaps, name } = account;
  const isFed = useFeeder(account.id) !== undefined;
  if (basis === 'valued') {
    return (
      <Badge variant="light" color="gray">
        {isFed ? 'Stated by the bank' : 'Valued by hand'}
      </Badge>
    );
  }
  if (!difference && gaps > 0) {
    return (
      <Badge variant="light" color="orange" leftSection={<CircleAlert size={12} aria-hidden="true" />}>
        {plural(gaps, 'gap')}
      </Badge>
    );
  }
  if (difference === 0) {
    return (
      <Group gap={2} wrap="nowrap">
        <Badge variant="light" color="green" leftSection={<Check size={12} aria-hidden="true" />}>
          Agrees
        </Badge>
        {account.balance_computed !== account.balance_stated && (
          <Why label={`Why is the computed balance of ${name} another one?`}>{() => <Since account={account} />}</Why>
        )}
      </Group>
    );
  }
  if (difference === null && account.balance_computed !== null && account.balance_stated !== null) {
    return (
      <Group gap={2} wrap="nowrap">
        <Badge variant="light" color="gray" leftSection={<CircleDashed size={12} aria-hidden="true" />}>
          First balance
        </Badge>
        <Why label={`Why is ${name} not compared yet?`}>{() => <StartsHere account={account} />}</Why>
      </Group>
    );
  }
  if (difference === null) {
    return (
      <Group gap={2} wrap="nowrap">
        <Badge variant="light" color="gray" leftSection={<CircleDashed size={12} aria-hidden="true" />}>
          Not compared
        </Badge>
        <Why label={`Why is ${name} not compared?`}>{() => <NotCompared account={account} />}</Why>
      </Group>
    );
  }
  return (
    <Group gap={2} wrap="nowrap">
      <Badge variant="light" color="orange" leftSection={<CircleAlert size={12} aria-hidden="true" />}>
        Off by <Money amount={difference} kind="plain" />
      </Badge>
      <Why label={`Why does ${name} differ?`}>{() => <Differs account={account} />}</Why>
    </Group>
  );
}

function StartsHere({ account: { balance_stated: stated, balance_stated_on: day } }: BalanceCheckProps) {
  return (
    <Text size="sm">
      <Money amount={stated} kind="balance" />
      {day && ` at the end of ${formatDay(day)}`} is the first balance that was stated, so your rows count from there.
      The next one is compared with what they lead to.
    </Text>
  );
}

function Since({ account: { balance_stated: stated, balance_stated_on: day } }: BalanceCheckProps) {
  return (
    <Text size="sm">
      Your rows lead to the stated <Money amount={stated} kind="balance" />
      {day && ` of ${formatDay(day)}`}. The computed balance has what came since and what is still pending as well.
    </Text>
  );
}

function NotCompared({ account }: BalanceCheckProps) {
  const lacks =
    account.balance_stated === null ? 'No balance is stated by the bank yet' : 'There is no opening balance';
  return (
    <Text size="sm">
      {lacks}, so there is nothing to compare. Give the account an opening balance (Edit), and import a file that states
      balances or type the closing balance of a statement while you import it.
    </Text>
  );
}

function Differs({ account }: BalanceCheckProps) {
  const { balance_stated_on: day, opening_balance: opening, opening_balance_on: start } = account;
  return (
    <>
      <Text size="sm">
        The bank states <Money amount={account.balance_stated} kind="balance" />
        {day && ` at the end of ${formatDay(day)}`}.
        {start && (
          <>
            {' '}
            From <Money amount={opening} kind="balance" /> on {formatDay(start)}, your rows lead to another sum, which
            is off by <Money amount={account.balance_difference} kind="plain" />.
          </>
        )}
      </Text>
      <Text size="sm" c="dimmed">
        Usually a file is missing (see the months), a row is there twice or was deleted, or the opening balance belongs
        to another day. Open the account to see which transactions may explain it.
      </Text>
    </>
  );
}
