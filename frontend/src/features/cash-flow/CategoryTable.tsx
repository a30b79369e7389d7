import { Button, Card, Group, Title } from '@mantine/core';
import { ChevronsDownUp, ChevronsUpDown, X } from 'lucide-react';
import { useState } from 'react';
import type { CashFlow } from '@/api/cashFlow';
import { clsx } from '@/lib/classes';
import classes from './CashFlow.module.css';
import { CategoryFamily, type Looked } from './CategoryFamily';
import { Figure } from './Figure';
import { daysOf, partName, rowsOf, type Side } from './rows';
import type { CashFlowView } from './useCashFlowView';

interface CategoryTableProps {
  report: CashFlow;
  view: CashFlowView;
}

const SIDES = [
  { side: 'expenses', name: 'Expenses' },
  { side: 'income', name: 'Income' },
] as const satisfies { side: Side; name: string }[];

/** Categories with their course through the year; a parent opens to its subcategories. */
export function CategoryTable({ report, view }: CategoryTableProps) {
  const nodes = { income: report.income_categories, expenses: report.expense_categories };
  const keys = SIDES.flatMap(({ side }) => nodes[side].map(({ short_desc }) => `${side}:${short_desc}`));
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const isAllOpen = keys.every((key) => open.has(key));
  const toggle = (key: string) => {
    const next = new Set(open);
    if (!next.delete(key)) next.add(key);
    setOpen(next);
  };
  const at = report.periods.findIndex(({ start_date }) => start_date === view.part);
  const chosen = report.periods[at];
  const Icon = isAllOpen ? ChevronsDownUp : ChevronsUpDown;
  return (
    <Card component="section" aria-label="By category" padding={0}>
      <Group justify="space-between" px="md" pt="sm" pb={4}>
        <Title order={2}>By category{chosen && `, ${partName(chosen)}`}</Title>
        <Group gap={4} className={classes.screenOnly}>
          {chosen && (
            <Button
              variant="subtle"
              color="gray"
              size="compact-xs"
              leftSection={<X size={14} aria-hidden="true" />}
              onClick={() => view.change({ part: null })}
            >
              Whole year
            </Button>
          )}
          <Button
            variant="subtle"
            color="gray"
            size="compact-xs"
            leftSection={<Icon size={14} aria-hidden="true" />}
            onClick={() => setOpen(isAllOpen ? new Set() : new Set(keys))}
          >
            {isAllOpen ? 'Close all' : 'Open all'}
          </Button>
        </Group>
      </Group>
      <table className={clsx(classes.table, classes.categories, chosen && classes.closely)}>
        <thead>
          <tr>
            <th scope="col">Category</th>
            <th scope="col">Course</th>
            {chosen && <th scope="col">{partName(chosen)}</th>}
            <th scope="col">{report.year}</th>
          </tr>
        </thead>
        {SIDES.map(({ side, name }) => {
          const looked: Looked = { report, view, side, at };
          const wanted = { period: daysOf(report), accountId: view.accountId };
          return (
            nodes[side].length > 0 && (
              <SideRows key={side} looked={looked} name={name} to={rowsOf(side, wanted)}>
                {nodes[side].map((node) => {
                  const key = `${side}:${node.short_desc}`;
                  return (
                    <CategoryFamily
                      key={key}
                      node={node}
                      looked={looked}
                      isOpen={open.has(key)}
                      onToggle={() => toggle(key)}
                    />
                  );
                })}
              </SideRows>
            )
          );
        })}
      </table>
    </Card>
  );
}

interface SideRowsProps {
  looked: Looked;
  name: string;
  to: string;
  children: React.ReactNode;
}

/** All categories of one side under its sum. */
function SideRows({ looked, name, to, children }: SideRowsProps) {
  const { report, view, side, at } = looked;
  const chosen = report.periods[at];
  return (
    <>
      <tbody>
        <tr className={classes.side}>
          <th scope="rowgroup">{name}</th>
          <td />
          {chosen && (
            <td>
              <Figure
                amount={chosen[side]}
                to={rowsOf(side, { period: daysOf(chosen), accountId: view.accountId })}
                label={`${name}, ${partName(chosen)}`}
              />
            </td>
          )}
          <td>
            <Figure amount={report[side]} to={to} label={`${name}, ${report.year}`} />
          </td>
        </tr>
      </tbody>
      {children}
    </>
  );
}
