import { Anchor, Card, Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import type { NetWorth } from '@/api/balances';
import { plural } from '@/lib/formatting';
import classes from './NetWorth.module.css';

type LeftOut = NetWorth['left_out'];

const WHY: Record<LeftOut[number]['why'], string> = {
  currency: 'another currency, which can’t be added up here',
  unknown: 'no transactions and no balance yet',
  to_come: 'everything in it lies in the future',
};

/** Accounts that don't count, with the reason. */
export function LeftOutAccounts({ accounts }: { accounts: LeftOut }) {
  return (
    <Card component="section" aria-label="Not counted">
      <Title order={2} mb="xs">
        Not counted
      </Title>
      {Object.entries(WHY).map(([why, words]) => {
        const those = accounts.filter((one) => one.why === why);
        if (those.length === 0) return null;
        return (
          <div key={why} className={classes.leftOut}>
            <Text size="sm">
              {plural(those.length, 'account')}: {words}
            </Text>
            <Text size="sm" c="dimmed">
              {those.map(({ id, name, currency }, place) => (
                <span key={id}>
                  {place > 0 && ', '}
                  <Anchor component={Link} to={`/accounts?account=${id}`} inherit>
                    {name}
                  </Anchor>
                  {why === 'currency' && ` (${currency})`}
                </span>
              ))}
            </Text>
          </div>
        );
      })}
    </Card>
  );
}
