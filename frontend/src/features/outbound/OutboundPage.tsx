import { Button } from '@mantine/core';
import { Download, SearchX, ShieldCheck } from 'lucide-react';
import { outboundFile, useOutbound, useOutboundSummary } from '@/api/outbound';
import { Answer } from '@/components/Answer';
import { EmptyState } from '@/components/EmptyState';
import { LoadingState } from '@/components/LoadingState';
import { Page } from '@/components/Page';
import { PageHeader } from '@/components/PageHeader';
import { SectionTabs } from '@/components/SectionTabs';
import { RequestDays } from './RequestDays';
import { RequestFilters } from './RequestFilters';
import { Switches } from './Switches';
import { type OutboundView, useOutboundView } from './useOutboundView';

/** What the app told other computers, word for word, and what it may tell them. */
export function OutboundPage() {
  const view = useOutboundView();
  const summary = useOutboundSummary();
  return (
    <Page width="narrow">
      <PageHeader
        title="What left this computer"
        description="Every request to another computer, word for word, and what you allow."
        actions={
          <Button
            component="a"
            href={outboundFile(view.filter)}
            download
            variant="default"
            leftSection={<Download size={15} aria-hidden="true" />}
          >
            Save as CSV
          </Button>
        }
      />
      <SectionTabs section="Settings" current="/outbound" />
      <Answer query={summary} loading={<LoadingState shape="block" height={320} label="Fetching the switches" />}>
        {(data) => (
          <>
            <Switches summary={data} />
            <Requests view={view} hosts={data.hosts} />
          </>
        )}
      </Answer>
    </Page>
  );
}

function Requests({ view, hosts }: { view: OutboundView; hosts: string[] }) {
  const list = useOutbound(view.filter);
  const requests = list.data?.pages.flatMap(({ items }) => items);
  const nothing = view.isFiltered ? <NoneSo onShowAll={view.showAll} /> : <NothingYet />;
  return (
    <>
      {(view.isFiltered || requests?.length !== 0) && <RequestFilters view={view} hosts={hosts} />}
      <Answer query={{ ...list, data: requests }} empty={nothing} isEmpty={(items) => items.length === 0}>
        {(items) => <RequestDays requests={items} />}
      </Answer>
      {list.hasNextPage && (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
          Show earlier requests
        </Button>
      )}
    </>
  );
}

const NothingYet = () => (
  <EmptyState title="Nothing has left this computer." icon={ShieldCheck}>
    As soon as the app asks a bank, an AI or Yahoo something, it is written down here before it leaves: whom, what for,
    how much, and every word.
  </EmptyState>
);

const NoneSo = ({ onShowAll }: { onShowAll: () => void }) => (
  <EmptyState
    title="No such request"
    icon={SearchX}
    actions={
      <Button variant="default" onClick={onShowAll}>
        Show all
      </Button>
    }
  >
    None of the requests so far is like that.
  </EmptyState>
);
