import { EmptyState } from '@/components/EmptyState';
import { Page } from '@/components/Page';
import { PageHeader } from '@/components/PageHeader';

/** Home. */
export function HomePage() {
  return (
    <Page>
      <PageHeader title="Home" />
      <EmptyState title="Nothing here yet" />
    </Page>
  );
}
