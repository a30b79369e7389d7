import { Card, Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Staged, Statement } from '@/api/imports';
import { Money } from '@/components/Money';
import { formatCount, formatDay } from '@/lib/formatting';
import { BalanceBanner } from './BalanceBanner';
import classes from './Preview.module.css';
import { TargetPicker } from './TargetPicker';
import type { StagedEdits } from './useStagedEdits';

interface StatementCardProps {
  staged: Staged;
  statement: Statement;
  edits: StagedEdits;
}

/** One account's part of the file: where it goes, its figures, and whether its balances prove them. */
export function StatementCard({ staged, statement, edits }: StatementCardProps) {
  const { first_date: first, last_date: last, account_number, account_name } = statement;
  const named = [account_name, account_number].filter(Boolean).join(' ');
  if (statement.rows === 0 && staged.statements.length > 1) {
    return (
      <Text size="sm" c="dimmed">
        {named || `Account ${statement.index + 1}`} has no transactions in this file.
      </Text>
    );
  }
  return (
    <Card component="section" aria-label={named || 'Statement'}>
      <Stack gap="md">
        <Group justify="space-between" gap="sm" align="flex-end">
          <TargetPicker staged={staged} statement={statement} edits={edits} />
          {named && (
            <Text size="sm" c="dimmed">
              In the file: {named}
            </Text>
          )}
        </Group>
        <dl className={classes.figures}>
          <Figure label="Dates">{first && last ? `${formatDay(first)} – ${formatDay(last)}` : '–'}</Figure>
          <Figure label="Money out">
            <Money amount={statement.money_out} kind="plain" />
          </Figure>
          <Figure label="Money in">
            <Money amount={statement.money_in} kind="plain" />
          </Figure>
          <Figure label="New">{formatCount(statement.new)}</Figure>
          <Figure label="Here already">{formatCount(statement.duplicates)}</Figure>
          <Figure label="Possibly here" warn={statement.possible_duplicates > 0}>
            {formatCount(statement.possible_duplicates)}
          </Figure>
        </dl>
        {statement.rows > 0 && <BalanceBanner statement={statement} edits={edits} />}
      </Stack>
    </Card>
  );
}

interface FigureProps {
  label: string;
  warn?: boolean;
  children: ReactNode;
}

function Figure({ label, warn = false, children }: FigureProps) {
  return (
    <div>
      <dt>{label}</dt>
      <dd className={warn ? classes.warn : undefined}>{children}</dd>
    </div>
  );
}
