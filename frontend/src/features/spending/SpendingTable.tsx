import { Button, Card, Group, Title } from '@mantine/core';
import { ChevronsDownUp, ChevronsUpDown } from 'lucide-react';
import { useState } from 'react';
import type { SpendingReport } from '@/api/reports';
import { Money } from '@/components/Money';
import { formatCount } from '@/lib/formatting';
import { Change } from './Change';
import classes from './Spending.module.css';
import { SpendingFamily } from './SpendingFamily';
import type { SpendingView } from './useSpendingView';
import { comparedWith } from './words';

interface SpendingTableProps {
  report: SpendingReport;
  view: SpendingView;
}

/** Every category's cost, share and change; a parent opens to its subcategories. */
export function SpendingTable({ report, view }: SpendingTableProps) {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const keys = report.parents.map(({ short_desc }) => short_desc ?? '');
  const isAllOpen = keys.every((key) => open.has(key));
  const toggle = (key: string) => {
    const next = new Set(open);
    if (!next.delete(key)) next.add(key);
    setOpen(next);
  };
  const largest = Math.max(0, ...report.parents.map(({ share }) => share));
  const before = comparedWith(report);
  const Icon = isAllOpen ? ChevronsDownUp : ChevronsUpDown;
  return (
    <Card component="section" aria-label="By category" padding={0}>
      <Group justify="space-between" px="md" pt="sm" pb={4}>
        <Title order={2}>By category</Title>
        <Button
          variant="subtle"
          color="gray"
          size="compact-xs"
          className={classes.screenOnly}
          leftSection={<Icon size={14} aria-hidden="true" />}
          onClick={() => setOpen(isAllOpen ? new Set() : new Set(keys))}
        >
          {isAllOpen ? 'Close all' : 'Open all'}
        </Button>
      </Group>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">Category</th>
            <th scope="col">Share</th>
            <th scope="col">Spent</th>
            <th scope="col">{before && `vs ${before}`}</th>
            <th scope="col">Count</th>
          </tr>
        </thead>
        {report.parents.map((node) => (
          <SpendingFamily
            key={node.short_desc ?? ''}
            node={node}
            view={view}
            largest={largest}
            isOpen={open.has(node.short_desc ?? '')}
            onToggle={() => toggle(node.short_desc ?? '')}
          />
        ))}
        <tfoot>
          <tr>
            <th scope="row">Total</th>
            <td />
            <td>
              <Money amount={report.total} kind="spent" />
            </td>
            <td>
              <Change change={report.change} previous={report.previous_total} />
            </td>
            <td>{formatCount(report.count)}</td>
          </tr>
        </tfoot>
      </table>
    </Card>
  );
}
