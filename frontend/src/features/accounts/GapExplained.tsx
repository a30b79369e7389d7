import { Stack, Text } from '@mantine/core';
import { type BalanceGap, type BalanceHistory, useGap } from '@/api/balances';
import { Answer } from '@/components/Answer';
import { LoadingState } from '@/components/LoadingState';
import { CloseGap } from './CloseGap';
import { GapReason } from './GapReason';

interface GapExplainedProps {
  gap: BalanceGap;
  history: BalanceHistory;
}

/** The likely reasons of a gap with what mends them, and how to close it otherwise. */
export function GapExplained({ gap, history }: GapExplainedProps) {
  const query = useGap(history.account_id, gap.key);
  return (
    <Answer query={query} loading={<LoadingState shape="block" height={90} label="Looking for reasons" />}>
      {({ gap: present, reasons, missing_amount }) => (
        <Stack gap="md" mt="xs">
          {present && reasons.length === 0 && (
            <Text size="sm" c="dimmed">
              No transaction stands out. Usually a file is missing, or one transaction of just this amount.
            </Text>
          )}
          {reasons.map((reason) => (
            <GapReason key={`${reason.kind}${reason.rows[0]?.transaction_id}`} reason={reason} history={history} />
          ))}
          {present && !gap.is_passed_over && (
            <CloseGap key={missing_amount} gap={gap} missing={missing_amount} accountId={history.account_id} />
          )}
        </Stack>
      )}
    </Answer>
  );
}
