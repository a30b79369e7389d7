import { Button } from '@mantine/core';
import { Split } from 'lucide-react';
import { useState } from 'react';
import { useCategories } from '@/api/categories';
import type { Transaction } from '@/api/transactions';
import { CategoryBadge } from '@/components/CategoryBadge';
import { Money } from '@/components/Money';
import classes from './drawer.module.css';
import { Section } from './Section';
import { SplitEditor } from './SplitEditor';

interface SplitSectionProps {
  row: Transaction;
}

/** The parts of a transaction that belongs to several categories. */
export function SplitSection({ row }: SplitSectionProps) {
  const { data: categories = [] } = useCategories();
  const [isEditing, setEditing] = useState(false);
  const isSplit = row.splits.length > 0;
  if (row.transfer?.status === 'confirmed' && !isSplit) return null;
  if (isEditing) {
    return (
      <Section title="Split over categories">
        <SplitEditor row={row} onDone={() => setEditing(false)} />
      </Section>
    );
  }
  const colorOf = (key: string | null) => categories.find(({ short_desc }) => short_desc === key)?.color;
  return (
    <Section
      title={isSplit ? 'Split over categories' : 'One category'}
      action={
        <Button
          size="xs"
          variant={isSplit ? 'subtle' : 'default'}
          leftSection={<Split size={14} aria-hidden="true" />}
          onClick={() => setEditing(true)}
        >
          {isSplit ? 'Change' : 'Split'}
        </Button>
      }
    >
      {row.splits.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts have no id, and their order is theirs
        <div key={index} className={classes.other}>
          <span>
            <CategoryBadge name={part.category_name} color={colorOf(part.category)} />
            {part.notes && <span className={classes.moment}> {part.notes}</span>}
          </span>
          <Money amount={part.amount} />
        </div>
      ))}
    </Section>
  );
}
