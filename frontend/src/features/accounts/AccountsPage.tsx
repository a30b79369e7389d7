import { EmptyState } from '@/components/EmptyState';
import { Page } from '@/components/Page';
import { PageHeader } from '@/components/PageHeader';

/** Accounts. */
export function AccountsPage() {
  return (
    <Page>
      <PageHeader title="Accounts" />
      <EmptyState title="Nothing here yet" />
    </Page>
  );
}
