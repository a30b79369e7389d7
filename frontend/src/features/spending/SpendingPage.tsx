import { EmptyState } from '@/components/EmptyState';
import { Page } from '@/components/Page';
import { PageHeader } from '@/components/PageHeader';

/** Spending. */
export function SpendingPage() {
  return (
    <Page>
      <PageHeader title="Spending" />
      <EmptyState title="Nothing here yet" />
    </Page>
  );
}
