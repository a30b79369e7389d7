import { EmptyState } from '@/components/EmptyState';
import { Page } from '@/components/Page';
import { PageHeader } from '@/components/PageHeader';

/** Rules. */
export function RulesPage() {
  return (
    <Page>
      <PageHeader title="Rules" />
      <EmptyState title="Nothing here yet" />
    </Page>
  );
}
