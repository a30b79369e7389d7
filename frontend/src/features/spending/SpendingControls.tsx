import { ActionIcon, Menu, NativeSelect } from '@mantine/core';
import { Download, Ellipsis, Printer } from 'lucide-react';
import type { SpendingReport } from '@/api/reports';
import { AccountPicker } from '@/components/pickers/AccountPicker';
import { PeriodPicker } from '@/components/pickers/PeriodPicker';
import { periodToText } from '@/lib/months';
import { saveCsv } from '@/lib/saving';
import { spendingCsv } from './csv';
import classes from './Spending.module.css';
import type { SpendingView } from './useSpendingView';

interface SpendingControlsProps {
  view: SpendingView;
  report: SpendingReport | undefined;
}

const COMPARISONS = [
  { value: 'previous', label: 'vs the period before' },
  { value: 'year_ago', label: 'vs a year ago' },
  { value: 'none', label: 'no comparison' },
];

/** Which money, of which days, compared with what. */
export function SpendingControls({ view, report }: SpendingControlsProps) {
  return (
    <div className={classes.controls}>
      <AccountPicker
        value={view.accountId}
        onChange={(id) => view.set('account_id', id === null ? null : String(id))}
        aria-label="Account"
        placeholder="All accounts"
        clearable
      />
      <NativeSelect
        aria-label="Compare"
        data={COMPARISONS}
        value={view.compare}
        onChange={(event) => view.set('compare', event.currentTarget.value)}
      />
      <PeriodPicker value={view.period} onChange={view.setPeriod} />
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon size="lg" aria-label="More" disabled={!report}>
            <Ellipsis size={18} aria-hidden="true" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<Download size={15} aria-hidden="true" />}
            onClick={() => report && saveCsv(`spending-${periodToText(view.period)}.csv`, spendingCsv(report))}
          >
            Save the table as CSV
          </Menu.Item>
          <Menu.Item leftSection={<Printer size={15} aria-hidden="true" />} onClick={() => window.print()}>
            Print
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}
