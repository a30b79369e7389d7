import { Page } from '@/components/Page';
import { PageHeader } from '@/components/PageHeader';
import { SectionTabs } from '@/components/SectionTabs';
import { useShortcuts } from '@/components/useShortcuts';
import { shiftPeriod } from '@/lib/months';
import { CashFlowControls } from './CashFlowControls';
import { StreamsView } from './StreamsView';
import { useCashFlowView } from './useCashFlowView';
import { YearView } from './YearView';

/** What came in, what went out and what was left, through a year. */
export function CashFlowPage() {
  const view = useCashFlowView();
  const step = (by: -1 | 1) => {
    if (view.shown === 'flow') view.change({ period: shiftPeriod(view.period, by) });
    else view.change({ year: view.year + by });
  };
  useShortcuts([
    { keys: '[', label: 'The period before', run: () => step(-1) },
    { keys: ']', label: 'The period after', run: () => step(1) },
  ]);
  return (
    <Page>
      <PageHeader title="Cash flow" actions={<CashFlowControls view={view} />} />
      <SectionTabs section="Reports" current="/cash-flow" />
      {view.shown === 'flow' ? <StreamsView view={view} /> : <YearView view={view} by={view.shown} />}
    </Page>
  );
}
