import { Button } from '@mantine/core';
import { History } from 'lucide-react';
import { useSearchParams } from 'react-router';
import { useOperations } from '@/api/history';
import { Answer } from '@/components/Answer';
import { EmptyState } from '@/components/EmptyState';
import { Page } from '@/components/Page';
import { PageHeader } from '@/components/PageHeader';
import { SectionTabs } from '@/components/SectionTabs';
import { OperationDays } from './OperationDays';
import { OperationDrawer } from './OperationDrawer';

const EMPTY = (
  <EmptyState title="Nothing was changed yet" icon={History}>
    Every import, review, edit and deletion is written down here, and can be taken back.
  </EmptyState>
);

/** Everything that was done, newest first, each with its way back. */
export function HistoryPage() {
  const list = useOperations();
  const [params, setParams] = useSearchParams();
  const open = Number(params.get('operation')) || null;
  const show = (id: number | null) => setParams(id === null ? {} : { operation: String(id) });
  const operations = list.data?.pages.flatMap(({ items }) => items);
  return (
    <Page width="narrow">
      <PageHeader title="History" description="Each change can be undone on its own, also much later." />
      <SectionTabs section="Settings" current="/history" />
      <Answer query={{ ...list, data: operations }} empty={EMPTY} isEmpty={(items) => items.length === 0}>
        {(items) => <OperationDays operations={items} onOpen={show} />}
      </Answer>
      {list.hasNextPage && (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
          Show earlier changes
        </Button>
      )}
      <OperationDrawer id={open} onClose={() => show(null)} onShow={show} />
    </Page>
  );
}
