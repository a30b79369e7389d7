import { Button, Popover, Stack } from '@mantine/core';
import { Plus } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useCategories } from '@/api/categories';
import { AmountField } from '@/components/AmountField';
import { CategoryPicker } from '@/components/pickers/CategoryPicker';
import { parseCents } from '@/lib/cents';
import classes from './Budgets.module.css';
import type { BudgetActs } from './useBudgetActs';

/** A budget for a category that is not in the table yet. */
export function AddBudget({ acts }: { acts: BudgetActs }) {
  const [isOpen, setOpen] = useState(false);
  const [category, setCategory] = useState<string | null>(null);
  const [amount, setAmount] = useState('');
  const { data: categories = [] } = useCategories();
  const byKey = new Map(categories.map((one) => [one.short_desc, one]));
  const isSpending = (key: string | null): boolean => {
    const one = byKey.get(key ?? '');
    return !one || (!one.is_income && !one.is_transfer && isSpending(one.parent));
  };
  const others = categories.map(({ short_desc }) => short_desc).filter((key) => !isSpending(key));
  const cents = parseCents(amount);
  const chosen = byKey.get(category ?? '');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!chosen || cents === null) return;
    acts.setAmount({ category_short_desc: chosen.short_desc, display_name: chosen.display_name, id: null }, cents);
    setOpen(false);
    setCategory(null);
    setAmount('');
  };
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" trapFocus returnFocus width={300}>
      <Popover.Target>
        <Button
          leftSection={<Plus size={16} aria-hidden="true" />}
          aria-label="Add budget"
          onClick={() => setOpen(!isOpen)}
        >
          Add<span className={classes.deskOnly}>&nbsp;budget</span>
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form onSubmit={submit}>
          <Stack gap="sm">
            <CategoryPicker label="Category" value={category} onChange={setCategory} without={others} />
            <AmountField label="Budget" value={amount} onChange={setAmount} required />
            <Button type="submit" disabled={!chosen || cents === null}>
              Set
            </Button>
          </Stack>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
