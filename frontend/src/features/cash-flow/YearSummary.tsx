import { ActionIcon, Card, Menu, Text } from '@mantine/core';
import { Ellipsis, FileSpreadsheet, Printer } from 'lucide-react';
import type { CashFlow } from '@/api/cashFlow';
import { localDay } from '@/lib/months';
import { saveCsv } from '@/lib/saving';
import classes from './CashFlow.module.css';
import { cashFlowCsv } from './csv';
import { Figure } from './Figure';
import { daysOf, rowsOf } from './rows';
import type { CashFlowView } from './useCashFlowView';

interface YearSummaryProps {
  report: CashFlow;
  view: CashFlowView;
}

const ICON = { size: 15, 'aria-hidden': true } as const;

/** A year in three figures. */
export function YearSummary({ report, view }: YearSummaryProps) {
  const { year, income, expenses, net, start_date, end_date } = report;
  const wanted = { period: daysOf(report), accountId: view.accountId };
  const today = localDay();
  const when = start_date <= today && today < end_date ? `in ${year} so far` : `in ${year}`;
  const facts = [
    { name: `Income ${when}`, amount: income, side: 'income', kind: 'spent' },
    { name: `Expenses ${when}`, amount: expenses, side: 'expenses', kind: 'spent' },
    { name: net < 0 ? `Spent beyond income ${when}` : `Left ${when}`, amount: net, side: 'net', kind: 'balance' },
  ] as const;
  return (
    <Card component="section" aria-label="Summary" className={classes.summary}>
      <dl className={classes.facts}>
        {facts.map(({ name, amount, side, kind }) => (
          <div key={side}>
            <Text component="dt" size="sm" c="dimmed">
              {name}
            </Text>
            <dd>
              <Figure amount={amount} kind={kind} to={rowsOf(side, wanted)} label={name} headline />
            </dd>
          </div>
        ))}
      </dl>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon size="lg" aria-label="More" className={classes.screenOnly}>
            <Ellipsis size={18} aria-hidden="true" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<FileSpreadsheet {...ICON} />}
            onClick={() => saveCsv(`cash-flow-${year}.csv`, cashFlowCsv(report))}
          >
            Save all figures as CSV
          </Menu.Item>
          <Menu.Item leftSection={<Printer {...ICON} />} onClick={() => window.print()}>
            Print
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </Card>
  );
}
