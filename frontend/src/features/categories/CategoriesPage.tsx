import { EmptyState } from '@/components/EmptyState';
import { Page } from '@/components/Page';
import { PageHeader } from '@/components/PageHeader';

/** Categories. */
export function CategoriesPage() {
  return (
    <Page>
      <PageHeader title="Categories" />
      <EmptyState title="Nothing here yet" />
    </Page>
  );
}
