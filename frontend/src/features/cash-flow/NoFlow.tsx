import { Button } from '@mantine/core';
import { ChartNoAxesCombined, FileUp } from 'lucide-react';
import { Link } from 'react-router';
import { useYears } from '@/api/reports';
import { useStatus } from '@/api/status';
import { EmptyState } from '@/components/EmptyState';
import { plural } from '@/lib/formatting';

interface NoFlowProps {
  /** The time that has none, in words. */
  when: string;
  onYear: (year: number) => void;
}

/** Nothing came in or went out: there is no data at all, or none at that time. */
export function NoFlow({ when, onYear }: NoFlowProps) {
  const { data: status } = useStatus();
  const { data: years = [] } = useYears();
  if (status && !status.has_transactions) {
    return (
      <EmptyState
        title="No transactions yet"
        icon={ChartNoAxesCombined}
        actions={
          <Button component={Link} to="/import" leftSection={<FileUp size={16} aria-hidden="true" />}>
            Import a file
          </Button>
        }
      >
        Import a file of your bank, and this page shows what came in, what went out and what was left.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={`Nothing is counted in ${when}`}
      icon={ChartNoAxesCombined}
      actions={years.slice(0, 4).map(({ year, count }) => (
        <Button key={year} variant="default" onClick={() => onYear(year)}>
          {year} · {plural(count, 'transaction')}
        </Button>
      ))}
    >
      Income and spending count once they are filed; transfers between your own accounts never do.
    </EmptyState>
  );
}
