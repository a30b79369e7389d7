import { EmptyState } from '@/components/EmptyState';
import { Page } from '@/components/Page';
import { PageHeader } from '@/components/PageHeader';

/** Transactions. */
export function TransactionsPage() {
  return (
    <Page>
      <PageHeader title="Transactions" />
      <EmptyState title="Nothing here yet" />
    </Page>
  );
}
