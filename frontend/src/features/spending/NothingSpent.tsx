import { Button } from '@mantine/core';
import { FileUp, ReceiptText } from 'lucide-react';
import { Link } from 'react-router';
import { useYears } from '@/api/reports';
import { useStatus } from '@/api/status';
import { EmptyState } from '@/components/EmptyState';
import { formatPeriod, plural } from '@/lib/formatting';
import type { SpendingView } from './useSpendingView';

const IMPORT = (
  <Button component={Link} to="/import" leftSection={<FileUp size={16} aria-hidden="true" />}>
    Import a file
  </Button>
);

/** No figures: there is no data at all, or none in this period. */
export function NothingSpent({ view }: { view: SpendingView }) {
  const { data: status } = useStatus();
  const { data: years = [] } = useYears();
  if (status && !status.has_transactions) {
    return (
      <EmptyState title="No transactions yet" icon={ReceiptText} actions={IMPORT}>
        Import a file of your bank, and this page shows where the money went.
      </EmptyState>
    );
  }
  if (view.filter) {
    return (
      <EmptyState
        title={`Nothing of ${formatPeriod(view.period)} fits the filter`}
        icon={ReceiptText}
        actions={
          <Button variant="default" onClick={() => view.setFilter('')}>
            Clear the filter
          </Button>
        }
      >
        Only what is filed under a category of spending counts here.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={`Nothing is counted in ${formatPeriod(view.period)}`}
      icon={ReceiptText}
      actions={years.slice(0, 4).map(({ year, count }) => (
        <Button
          key={year}
          variant="default"
          onClick={() => view.setPeriod({ from: `${year}-01-01`, to: `${year}-12-31` })}
        >
          {year} · {plural(count, 'transaction')}
        </Button>
      ))}
    >
      Only what is filed under a category of spending counts here.
    </EmptyState>
  );
}
