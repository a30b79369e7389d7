import { ActionIcon, Menu } from '@mantine/core';
import { MonthPicker as MonthGrid } from '@mantine/dates';
import { CalendarCog, CopyPlus, Ellipsis, Printer, Sigma } from 'lucide-react';
import { useState } from 'react';
import type { BudgetReport, FillSource } from '@/api/budgets';
import { PeriodStepper } from '@/components/pickers/PeriodStepper';
import { firstDay, monthOf } from '@/lib/months';
import { AddBudget } from './AddBudget';
import type { BudgetActs } from './useBudgetActs';
import type { BudgetView } from './useBudgetView';

interface BudgetControlsProps {
  report: BudgetReport;
  view: BudgetView;
  acts: BudgetActs;
  onFill: (source: FillSource) => void;
  onPeriods: () => void;
}

const ICON = { size: 15, 'aria-hidden': true } as const;

/** Which period, and what can be done with all of it. */
export function BudgetControls({ report, view, acts, onFill, onPeriods }: BudgetControlsProps) {
  const [isOpen, setOpen] = useState(false);
  const { period, previous, next } = report;
  const first = firstDay(monthOf(period.start_date));
  const choose = (day: string | null) => {
    if (day) view.setMonth(monthOf(day));
    setOpen(false);
  };
  return (
    <>
      <PeriodStepper
        text={period.name}
        label="Period"
        onStep={(by) => view.setMonth(by < 0 ? previous : next)}
        isOpen={isOpen}
        onOpenChange={setOpen}
      >
        <MonthGrid value={first} defaultDate={first} onChange={choose} />
      </PeriodStepper>
      <AddBudget acts={acts} />
      <Menu position="bottom-end" returnFocus>
        <Menu.Target>
          <ActionIcon size="lg" aria-label="More">
            <Ellipsis size={18} aria-hidden="true" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<CopyPlus {...ICON} />} onClick={() => onFill('last')}>
            Copy the last budgets…
          </Menu.Item>
          <Menu.Item leftSection={<Sigma {...ICON} />} onClick={() => onFill('average_3')}>
            Fill from averages…
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item leftSection={<CalendarCog {...ICON} />} onClick={onPeriods}>
            How long a budget lasts…
          </Menu.Item>
          <Menu.Item leftSection={<Printer {...ICON} />} onClick={() => window.print()}>
            Print
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
