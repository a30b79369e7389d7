import { Badge, Group, Text, Title } from '@mantine/core';
import type { Transaction } from '@/api/transactions';
import { Money } from '@/components/Money';
import { transactionName } from '@/components/transactions/transactionName';
import { formatDayLong } from '@/lib/formatting';
import { statusLabel } from '../statuses';
import { DetailsForm } from './DetailsForm';
import { DuplicateSection } from './DuplicateSection';
import classes from './drawer.module.css';
import { FiledSection } from './FiledSection';
import { HistorySection } from './HistorySection';
import { NotesAndTags } from './NotesAndTags';
import { OriginSection } from './OriginSection';
import { ReportsSection } from './ReportsSection';
import { TransferSection } from './TransferSection';

interface TransactionDetailProps {
  row: Transaction;
  onOpen: (id: number) => void;
}

const STATUS_COLORS: Record<string, string> = { pending_review: 'yellow', pending_save: 'orange' };

/** What the drawer shows of a transaction, most asked for first. */
export function TransactionDetail({ row, onOpen }: TransactionDetailProps) {
  return (
    <>
      <Title order={2} fz="lg">
        {transactionName(row)}
      </Title>
      <Money amount={row.amount} className={classes.amount} />
      <Group gap="xs" mb="sm">
        <Text size="sm" c="dimmed">
          {formatDayLong(row.date)} · {row.account_name}
        </Text>
        <Badge variant="light" color={STATUS_COLORS[row.status] ?? 'gray'}>
          {statusLabel([row.status])}
        </Badge>
        {row.is_left_out && (
          <Badge variant="light" color="gray">
            Not in reports
          </Badge>
        )}
      </Group>
      {row.possible_duplicate_of_id !== null && (
        <DuplicateSection row={row} otherId={row.possible_duplicate_of_id} onOpen={onOpen} />
      )}
      <FiledSection row={row} />
      <NotesAndTags row={row} />
      {row.transfer && <TransferSection transfer={row.transfer} amount={row.amount} onOpen={onOpen} />}
      <ReportsSection row={row} />
      <DetailsForm row={row} />
      <OriginSection row={row} />
      <HistorySection row={row} />
    </>
  );
}
