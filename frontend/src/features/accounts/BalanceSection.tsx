import { Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { Account } from '@/api/accounts';
import { type BalanceHistory, useBalanceHistory } from '@/api/balances';
import { Answer } from '@/components/Answer';
import { LoadingState } from '@/components/LoadingState';
import { Money } from '@/components/Money';
import { formatDay } from '@/lib/formatting';
import { addDays, localDay } from '@/lib/months';
import { BalanceChart } from './BalanceChart';
import classes from './Balances.module.css';
import { GapList } from './GapList';
import { StatementList } from './StatementList';

const SPANS = [
  { value: '90', label: '90 days' },
  { value: '365', label: '1 year' },
  { value: 'all', label: 'All' },
];

/** What the account holds and how that went, where it doesn't add up, and what was stated. */
export function BalanceSection({ account }: { account: Account }) {
  const [span, setSpan] = useState('365');
  const isDaily = span !== 'all';
  const start = isDaily ? addDays(localDay(), -Number(span)) : undefined;
  const query = useBalanceHistory({ accountId: account.id, by: isDaily ? 'day' : 'month', start });
  return (
    <Answer query={query} loading={<LoadingState shape="block" height={260} label="Fetching the balance" />}>
      {(history) => (
        <Stack gap="lg">
          <section aria-label="Balance">
            <Group justify="space-between" align="flex-end" gap="xs" mb="xs">
              <div>
                <Text size="sm" c="dimmed">
                  {history.basis === 'valued' && history.account_type !== 'loan' ? 'Worth' : 'Balance'} today
                </Text>
                <div className={classes.figure}>
                  <Money amount={history.balance} kind="balance" headline />
                </div>
              </div>
              {history.points.length > 1 && (
                <SegmentedControl size="xs" aria-label="How far back" data={SPANS} value={span} onChange={setSpan} />
              )}
            </Group>
            {history.points.length > 1 && <BalanceChart history={history} isDaily={isDaily} />}
            <Text size="xs" c="dimmed" mt={6}>
              <Basis history={history} />
            </Text>
          </section>
          <GapList history={history} />
          <StatementList history={history} />
        </Stack>
      )}
    </Answer>
  );
}

/** What the balance goes by, said plainly. */
function Basis({ history: { basis, statements } }: { history: BalanceHistory }) {
  const newest = statements.find(({ source }) => source !== 'opening');
  switch (basis) {
    case 'stated':
      return `Stated ${newest ? `on ${formatDay(newest.date)}` : 'balances'}, and the transactions around it.`;
    case 'opening':
      return 'From the opening balance, with every transaction since. Add a stated balance to prove it.';
    case 'rows':
      return 'All transactions from zero: no balance was ever stated. Add one, and the whole line moves to where it belongs.';
    case 'valued':
      return 'As last stated: it stays so until the next value.';
    case 'nothing':
      return 'Neither transactions nor a balance yet.';
  }
}
