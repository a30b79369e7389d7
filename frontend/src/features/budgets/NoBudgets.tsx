import { Button, Card } from '@mantine/core';
import { CopyPlus, PiggyBank, Sigma } from 'lucide-react';
import { type BudgetReport, type FillSource, useProposal } from '@/api/budgets';
import { EmptyState } from '@/components/EmptyState';

interface NoBudgetsProps {
  report: BudgetReport;
  onFill: (source: FillSource) => void;
}

/** No budget is set in this period: start from what there is. */
export function NoBudgets({ report, onFill }: NoBudgetsProps) {
  const { key, name } = report.period;
  const last = useProposal({ month: key, source: 'last', replace: false, byParent: false });
  const hasLast = (last.data?.items.length ?? 0) > 0;
  return (
    <Card component="section" aria-label="No budgets">
      <EmptyState
        title={`No budgets in ${name} yet`}
        icon={PiggyBank}
        actions={
          <>
            {hasLast && (
              <Button leftSection={<CopyPlus size={16} aria-hidden="true" />} onClick={() => onFill('last')}>
                Copy the last budgets
              </Button>
            )}
            <Button
              variant={hasLast ? 'default' : 'filled'}
              leftSection={<Sigma size={16} aria-hidden="true" />}
              onClick={() => onFill('average_3')}
            >
              Start from what you usually spend
            </Button>
          </>
        }
      >
        Say what a category may cost, and this page shows what is left of it and whether you are ahead of your pace.
      </EmptyState>
    </Card>
  );
}
