import { EmptyState } from '@/components/EmptyState';
import { Page } from '@/components/Page';
import { PageHeader } from '@/components/PageHeader';

/** Settings. */
export function SettingsPage() {
  return (
    <Page>
      <PageHeader title="Settings" />
      <EmptyState title="Nothing here yet" />
    </Page>
  );
}
