import { Badge, Tooltip } from '@mantine/core';
import { ArrowLeftRight, Repeat2, TrendingUp } from 'lucide-react';
import type { Category } from '@/api/categories';

export const FLAGS = [
  {
    name: 'is_income',
    label: 'Income',
    meaning: 'What comes in here is income; it is no spending.',
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
    label: 'Transfer',
    meaning: 'Moves money between own accounts: neither income nor spending.',
    icon: ArrowLeftRight,
  },
] as const;

export type FlagName = (typeof FLAGS)[number]['name'];

/** What a category means for reports beyond plain spending. */
export function CategoryFlags({ category }: { category: Category }) {
  return FLAGS.filter(({ name }) => category[name]).map(({ name, label, meaning, icon: Icon }) => (
    <Tooltip key={name} label={meaning}>
      <Badge
        variant="light"
        color={name === 'is_income' ? 'green' : 'gray'}
        size="sm"
        leftSection={<Icon size={11} aria-hidden="true" />}
        style={{ flex: 'none' }}
      >
        {label}
      </Badge>
    </Tooltip>
  ));
}
