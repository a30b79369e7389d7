import { SegmentedControl } from '@mantine/core';
import { AccountPicker } from '@/components/pickers/AccountPicker';
import { PeriodPicker } from '@/components/pickers/PeriodPicker';
import { YearStepper } from '@/components/pickers/YearStepper';
import classes from './CashFlow.module.css';
import type { CashFlowView, Shown } from './useCashFlowView';

const SHOWN: { value: Shown; label: string }[] = [
  { value: 'fortnight', label: '14 days' },
  { value: 'month', label: 'Months' },
  { value: 'flow', label: 'Streams' },
];

/** Which money, of when, and how it is cut. */
export function CashFlowControls({ view }: { view: CashFlowView }) {
  return (
    <div className={classes.controls}>
      <AccountPicker
        value={view.accountId}
        onChange={(accountId) => view.change({ accountId })}
        aria-label="Account"
        placeholder="All accounts"
        clearable
      />
      <SegmentedControl<Shown>
        aria-label="Cut by"
        size="xs"
        data={SHOWN}
        value={view.shown}
        onChange={(shown) => view.change({ shown })}
      />
      {view.shown === 'flow' ? (
        <PeriodPicker value={view.period} onChange={(period) => view.change({ period })} />
      ) : (
        <YearStepper value={view.year} onChange={(year) => view.change({ year })} />
      )}
    </div>
  );
}
