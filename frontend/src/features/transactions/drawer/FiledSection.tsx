import { Button, Group } from '@mantine/core';
import { Check, Split } from 'lucide-react';
import { useState } from 'react';
import { useCategories } from '@/api/categories';
import type { Transaction } from '@/api/transactions';
import { CategoryBadge } from '@/components/CategoryBadge';
import { Money } from '@/components/Money';
import { CategoryPicker } from '@/components/pickers/CategoryPicker';
import { MakeRule } from '@/components/transactions/MakeRule';
import { WhyText } from '@/components/transactions/WhyText';
import { useFiling } from '../useFiling';
import classes from './drawer.module.css';
import { Section } from './Section';
import { SplitEditor } from './SplitEditor';

interface FiledSectionProps {
  row: Transaction;
}

/** What the transaction is filed under, in one piece or in parts, and why. */
export function FiledSection({ row }: FiledSectionProps) {
  const [isEditing, setEditing] = useState(false);
  const isSplit = row.splits.length > 0;
  const canSplit = !isEditing && row.transfer?.status !== 'confirmed';
  return (
    <Section
      title={isSplit || isEditing ? 'Split over categories' : 'Category'}
      action={
        canSplit && (
          <Button
            size="xs"
            variant="subtle"
            leftSection={<Split size={14} aria-hidden="true" />}
            onClick={() => setEditing(true)}
          >
            {isSplit ? 'Change' : 'Split'}
          </Button>
        )
      }
    >
      {isEditing && <SplitEditor row={row} onDone={() => setEditing(false)} />}
      {!isEditing && (isSplit ? <Parts row={row} /> : <OneCategory row={row} />)}
    </Section>
  );
}

function OneCategory({ row }: FiledSectionProps) {
  const { file, isPending } = useFiling();
  const { predicted_category: guess } = row;
  const canAccept = guess !== null && row.category === null && row.status === 'pending_review';
  return (
    <>
      <Group gap="xs" wrap="nowrap">
        <div style={{ flex: 1, minWidth: 0 }}>
          <CategoryPicker
            aria-label="Category"
            value={row.category ?? guess}
            onChange={(category) => file(row, category)}
          />
        </div>
        {canAccept && (
          <Button
            leftSection={<Check size={15} aria-hidden="true" />}
            loading={isPending}
            onClick={() => file(row, guess)}
          >
            Accept
          </Button>
        )}
      </Group>
      <section className={classes.why} aria-label="Why this category">
        <p className={classes.whyTitle}>Why</p>
        <WhyText transactionId={row.id} />
        <MakeRule row={row} />
      </section>
    </>
  );
}

function Parts({ row }: FiledSectionProps) {
  const { data: categories = [] } = useCategories();
  const colorOf = (key: string | null) => categories.find(({ short_desc }) => short_desc === key)?.color;
  return row.splits.map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: parts have no id, and their order is theirs
    <div key={index} className={classes.other}>
      <span>
        <CategoryBadge name={part.category_name} color={colorOf(part.category)} />
        {part.notes && <span className={classes.moment}> {part.notes}</span>}
      </span>
      <Money amount={part.amount} />
    </div>
  ));
}
