import { Button } from '@mantine/core';
import { ScanSearch } from 'lucide-react';
import { useCheckNow, useConsistency } from '@/api/consistency';
import { Answer } from '@/components/Answer';
import { LoadingState } from '@/components/LoadingState';
import { Page } from '@/components/Page';
import { PageHeader } from '@/components/PageHeader';
import { SectionTabs } from '@/components/SectionTabs';
import { BrokenRule } from './BrokenRule';
import { RuleList } from './RuleList';
import { StandingCard } from './StandingCard';

/** What must always hold in the books: whether it does, what breaks it, and what mends it. */
export function ConsistencyPage() {
  const query = useConsistency();
  const checkNow = useCheckNow();
  return (
    <Page width="narrow">
      <PageHeader
        title="Consistency"
        description="What must always hold in your books, checked in the background."
        actions={
          <Button
            leftSection={<ScanSearch size={15} aria-hidden="true" />}
            loading={checkNow.isPending || query.data?.is_checking}
            onClick={() => checkNow.mutate({})}
          >
            Check everything now
          </Button>
        }
      />
      <SectionTabs section="Settings" current="/consistency" />
      <Answer query={query} loading={<LoadingState shape="cards" count={2} height={150} label="Fetching the checks" />}>
        {(data) => (
          <>
            <StandingCard standing={data} />
            {data.checks
              .filter(({ count }) => count > 0)
              .map((check) => (
                <BrokenRule key={check.key} check={check} />
              ))}
            <RuleList checks={data.checks.filter(({ count }) => count === 0)} />
          </>
        )}
      </Answer>
    </Page>
  );
}
