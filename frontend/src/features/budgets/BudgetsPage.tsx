import { useState } from 'react';
import { type BudgetReport, type FillSource, useBudgets } from '@/api/budgets';
import { Answer } from '@/components/Answer';
import { LoadingState } from '@/components/LoadingState';
import { Page } from '@/components/Page';
import { PageHeader } from '@/components/PageHeader';
import { SectionTabs } from '@/components/SectionTabs';
import { useShortcuts } from '@/components/useShortcuts';
import { BudgetControls } from './BudgetControls';
import { BudgetSummary } from './BudgetSummary';
import { BudgetTable } from './BudgetTable';
import { FillDialog } from './FillDialog';
import { NoBudgets } from './NoBudgets';
import { PeriodDialog } from './PeriodDialog';
import { linesOf } from './standing';
import { useBudgetActs } from './useBudgetActs';
import { type BudgetView, useBudgetView } from './useBudgetView';

const LOADING = (
  <>
    <LoadingState shape="block" height={150} />
    <LoadingState shape="block" height={420} />
  </>
);

/** What categories may cost in a period, and what is left of it. */
export function BudgetsPage() {
  const view = useBudgetView();
  const query = useBudgets(view.month);
  if (!query.data) {
    return (
      <Page>
        <PageHeader title="Budgets" />
        <SectionTabs section="Budgets" current="/budgets" />
        <Answer query={query} loading={LOADING}>
          {() => null}
        </Answer>
      </Page>
    );
  }
  return <BudgetScreen report={query.data} view={view} />;
}

function BudgetScreen({ report, view }: { report: BudgetReport; view: BudgetView }) {
  const [source, setSource] = useState<FillSource | null>(null);
  const [isChoosing, setChoosing] = useState(false);
  const acts = useBudgetActs(report.period.key, report.period.name);
  useShortcuts([
    { keys: '[', label: 'The period before', run: () => view.setMonth(report.previous) },
    { keys: ']', label: 'The period after', run: () => view.setMonth(report.next) },
  ]);
  const budgeted = report.families.filter((family) => linesOf(family).length > 0);
  const others = report.families.filter((family) => linesOf(family).length === 0);
  const table = { report, view, acts };
  return (
    <Page>
      <PageHeader
        title="Budgets"
        actions={<BudgetControls {...table} onFill={setSource} onPeriods={() => setChoosing(true)} />}
      />
      <SectionTabs section="Budgets" current="/budgets" />
      {report.budget_count > 0 ? (
        <>
          <BudgetSummary report={report} />
          <BudgetTable {...table} title="Budgets by category" families={budgeted} />
        </>
      ) : (
        <NoBudgets report={report} onFill={setSource} />
      )}
      {others.length > 0 && <BudgetTable {...table} title="Without a budget" families={others} />}
      <FillDialog report={report} source={source} onSource={setSource} onClose={() => setSource(null)} />
      <PeriodDialog
        isOpen={isChoosing}
        scheme={report.scheme}
        onClose={() => setChoosing(false)}
        onChanged={() => view.setMonth(null)}
      />
    </Page>
  );
}
