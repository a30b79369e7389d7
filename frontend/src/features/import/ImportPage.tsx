import { EmptyState } from '@/components/EmptyState';
import { Page } from '@/components/Page';
import { PageHeader } from '@/components/PageHeader';

/** Import a file. */
export function ImportPage() {
  return (
    <Page>
      <PageHeader title="Import a file" />
      <EmptyState title="Nothing here yet" />
    </Page>
  );
}
