import { Badge, Button, Group, Text, Title } from '@mantine/core';
import { Check } from 'lucide-react';
import type { Transaction } from '@/api/transactions';
import { Money } from '@/components/Money';
import { CategoryPicker } from '@/components/pickers/CategoryPicker';
import { transactionName } from '@/components/transactions/transactionName';
import { WhyText } from '@/components/transactions/WhyText';
import { formatDayLong } from '@/lib/formatting';
import { statusLabel } from '../statuses';
import { useFiling } from '../useFiling';
import { DetailsForm } from './DetailsForm';
import { DuplicateSection } from './DuplicateSection';
import classes from './drawer.module.css';
import { HistorySection } from './HistorySection';
import { NotesAndTags } from './NotesAndTags';
import { OriginSection } from './OriginSection';
import { Section } from './Section';
import { SplitSection } from './SplitSection';
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
      </Group>
      {row.possible_duplicate_of_id !== null && (
        <DuplicateSection row={row} otherId={row.possible_duplicate_of_id} onOpen={onOpen} />
      )}
      {row.splits.length === 0 && <CategorySection row={row} />}
      <SplitSection row={row} />
      <NotesAndTags row={row} />
      {row.transfer && <TransferSection transfer={row.transfer} amount={row.amount} onOpen={onOpen} />}
      <DetailsForm row={row} />
      <OriginSection row={row} />
      <HistorySection row={row} />
    </>
  );
}

interface CategorySectionProps {
  row: Transaction;
}

function CategorySection({ row }: CategorySectionProps) {
  const { file, isPending } = useFiling();
  const { predicted_category: guess } = row;
  const canAccept = guess !== null && row.category === null && row.status === 'pending_review';
  return (
    <Section title="Category">
      <Group gap="xs" wrap="nowrap" grow preventGrowOverflow={false}>
        <CategoryPicker
          aria-label="Category"
          value={row.category ?? guess}
          onChange={(category) => file(row, category)}
        />
        {canAccept && (
          <Button
            style={{ flexGrow: 0 }}
            leftSection={<Check size={15} aria-hidden="true" />}
            loading={isPending}
            onClick={() => file(row, guess)}
          >
            Accept
          </Button>
        )}
      </Group>
      <div className={classes.why}>
        <WhyText transactionId={row.id} />
      </div>
    </Section>
  );
}
