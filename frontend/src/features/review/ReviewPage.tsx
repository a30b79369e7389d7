import { EmptyState } from '@/components/EmptyState';
import { Page } from '@/components/Page';
import { PageHeader } from '@/components/PageHeader';

/** Review. */
export function ReviewPage() {
  return (
    <Page>
      <PageHeader title="Review" />
      <EmptyState title="Nothing here yet" />
    </Page>
  );
}
