import { Card, Title, VisuallyHidden } from '@mantine/core';
import type { BudgetFamily, BudgetReport } from '@/api/budgets';
import { BudgetFamilyRows } from './BudgetFamilyRows';
import classes from './Budgets.module.css';
import { linesOf } from './standing';
import type { BudgetActs } from './useBudgetActs';
import type { BudgetView } from './useBudgetView';

interface BudgetTableProps {
  report: BudgetReport;
  view: BudgetView;
  acts: BudgetActs;
  title: string;
  /** Families with a budget, or those without. */
  families: BudgetFamily[];
}

/** Families of categories, with an amount that is changed in its place. */
export function BudgetTable({ report, view, acts, title, families }: BudgetTableProps) {
  const { key, start_date: from, end_date: to, state } = report.period;
  const hasBudgets = families.some((family) => linesOf(family).length > 0);
  return (
    <Card component="section" aria-label={title} padding={0}>
      <Title order={2} px="md" pt="sm" pb={4}>
        {title}
      </Title>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">Category</th>
            <th scope="col">Budget</th>
            <th scope="col">Spent</th>
            {hasBudgets ? <th scope="col">Pace</th> : <td />}
            {hasBudgets ? <th scope="col">Left</th> : <td />}
            {hasBudgets && state !== 'past' ? <th scope="col">Per day</th> : <td />}
            <th scope="col">
              <VisuallyHidden>Actions</VisuallyHidden>
            </th>
          </tr>
        </thead>
        {families.map((family) => {
          const name = family.category_short_desc ?? '';
          return (
            <BudgetFamilyRows
              key={name}
              family={family}
              month={key}
              days={{ from, to }}
              acts={acts}
              isOpen={view.isOpen(name)}
              onToggle={() => view.toggle(name)}
            />
          );
        })}
      </table>
    </Card>
  );
}
