import { EmptyState } from '@/components/EmptyState';
import { Page } from '@/components/Page';
import { PageHeader } from '@/components/PageHeader';

/** History. */
export function HistoryPage() {
  return (
    <Page>
      <PageHeader title="History" />
      <EmptyState title="Nothing here yet" />
    </Page>
  );
}
