import { Group, Tooltip } from '@mantine/core';
import { ArrowLeftRight, Repeat2, TrendingUp } from 'lucide-react';
import type { Category } from '@/api/categories';
import classes from './Categories.module.css';

export const FLAGS = [
  {
    name: 'is_income',
    label: 'Income',
    meaning: 'What comes in here is income, not a refund of spending.',
    icon: TrendingUp,
  },
  {
    name: 'is_recurring',
    label: 'Recurring',
    meaning: 'Comes again and again, such as rent or a subscription.',
    icon: Repeat2,
  },
  {
    name: 'is_transfer',
    label: 'Counts as transfer',
    meaning: 'Moves money between own accounts: neither income nor spending.',
    icon: ArrowLeftRight,
  },
] as const;

export type FlagName = (typeof FLAGS)[number]['name'];

/** What a category means for reports beyond plain spending. */
export function CategoryFlags({ category }: { category: Category }) {
  return FLAGS.filter(({ name }) => category[name]).map(({ name, label, meaning, icon: Icon }) => (
    <Tooltip key={name} label={`${label}. ${meaning}`}>
      <span role="img" aria-label={label} className={classes.flag}>
        <Icon size={14} aria-hidden="true" />
      </span>
    </Tooltip>
  ));
}

/** What the small signs stand for. */
export function FlagLegend() {
  return (
    <Group gap="md" className={classes.legend}>
      {FLAGS.map(({ name, label, icon: Icon }) => (
        <span key={name} className={classes.flag}>
          <Icon size={14} aria-hidden="true" /> {label}
        </span>
      ))}
    </Group>
  );
}
