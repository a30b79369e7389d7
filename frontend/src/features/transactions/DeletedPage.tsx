import { EmptyState } from '@/components/EmptyState';
import { Page } from '@/components/Page';
import { PageHeader } from '@/components/PageHeader';

/** Deleted transactions. */
export function DeletedPage() {
  return (
    <Page>
      <PageHeader title="Deleted transactions" />
      <EmptyState title="Nothing here yet" />
    </Page>
  );
}
