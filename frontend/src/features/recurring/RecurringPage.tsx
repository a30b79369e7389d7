import { Button, Modal } from '@mantine/core';
import { Plus, Repeat } from 'lucide-react';
import { Link } from 'react-router';
import { useRecurring } from '@/api/recurring';
import { Answer } from '@/components/Answer';
import { EmptyState } from '@/components/EmptyState';
import { LoadingState } from '@/components/LoadingState';
import { Page } from '@/components/Page';
import { PageHeader } from '@/components/PageHeader';
import { SectionTabs } from '@/components/SectionTabs';
import { useShortcuts } from '@/components/useShortcuts';
import { AlertList } from './AlertList';
import { RecurringSummary } from './RecurringSummary';
import { SeriesDrawer } from './SeriesDrawer';
import { SeriesForm } from './SeriesForm';
import { SeriesGroupCard } from './SeriesGroupCard';
import { useRecurringView } from './useRecurringView';
import { useSeriesActs } from './useSeriesActs';
import { groupsOf } from './words';

const LOADING = (
  <>
    <LoadingState shape="block" height={96} />
    <LoadingState shape="block" height={420} />
  </>
);

/** Subscriptions, bills and pay: found in the rows, confirmed by the owner. */
export function RecurringPage() {
  const recurring = useRecurring();
  const view = useRecurringView();
  const acts = useSeriesActs();
  useShortcuts([{ keys: 'n', label: 'Add a recurring charge', run: view.add }]);
  const add = (
    <Button leftSection={<Plus size={16} aria-hidden="true" />} onClick={view.add}>
      Add
    </Button>
  );
  const empty = (
    <EmptyState
      title="Nothing comes again and again yet"
      icon={Repeat}
      actions={
        <>
          <Button component={Link} to="/import">
            Import a bank's file
          </Button>
          <Button variant="default" onClick={view.add}>
            Add one by hand
          </Button>
        </>
      }
    >
      Three charges of a merchant, a month apart, are enough: subscriptions, bills and pay show up here by themselves.
    </EmptyState>
  );
  const edited = recurring.data?.items.find(({ key }) => key === view.edited) ?? null;
  const isEditing = view.edited === 'new' || edited !== null;
  return (
    <Page>
      <PageHeader title="Recurring" actions={recurring.data?.items.length ? add : undefined} />
      <SectionTabs section="Recurring" current="/recurring" />
      <Answer query={recurring} loading={LOADING} empty={empty} isEmpty={({ items }) => items.length === 0}>
        {({ items, totals, alerts }) => (
          <>
            <RecurringSummary totals={totals} />
            <AlertList alerts={alerts} acts={acts} onOpen={view.open} />
            {groupsOf(items).map((group) => (
              <SeriesGroupCard key={group.id} group={group} acts={acts} view={view} />
            ))}
          </>
        )}
      </Answer>
      <SeriesDrawer view={view} acts={acts} />
      <Modal opened={isEditing} onClose={view.close} title={edited ? `Edit ${edited.name}` : 'Add a recurring charge'}>
        {isEditing && <SeriesForm key={view.edited} series={edited} onClose={view.close} />}
      </Modal>
    </Page>
  );
}
