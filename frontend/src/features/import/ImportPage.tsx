import { Tabs } from '@mantine/core';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { Page } from '@/components/Page';
import { PageHeader } from '@/components/PageHeader';
import { ChooseFiles } from './ChooseFiles';
import { ImportHistory } from './history/ImportHistory';
import { ImportResult, type Outcome } from './ImportResult';
import { PageDrop } from './PageDrop';
import { Preview } from './preview/Preview';
import { ProfileList } from './profiles/ProfileList';
import { RefusedFiles } from './RefusedFiles';
import { useImportQueue } from './useImportQueue';

/** Files in: choose, look, save; and what was imported before. */
export function ImportPage() {
  const [params, setParams] = useSearchParams();
  const accountId = Number(params.get('account')) || null;
  const queue = useImportQueue(accountId);
  const [outcomes, setOutcomes] = useState<readonly Outcome[]>([]);
  const choose = (id: number | null) =>
    setParams((before) => {
      const kept = [...before].filter(([name]) => name !== 'account');
      return new URLSearchParams(id ? [...kept, ['account', String(id)]] : kept);
    });
  const settle = (outcome: Outcome) => {
    setOutcomes((before) => [outcome, ...before]);
    queue.next();
  };
  const drop = (outcome: Outcome) => setOutcomes((before) => before.filter((each) => each !== outcome));
  return (
    <Page>
      <PageHeader
        title="Import"
        description="Nothing is saved before you have seen it, and every import can be undone."
      />
      <PageDrop onFiles={queue.add} />
      <RefusedFiles refused={queue.refused} onClose={queue.forgetRefused} />
      {outcomes.map((outcome) => (
        <ImportResult key={outcome.stagedId} outcome={outcome} onClose={() => drop(outcome)} />
      ))}
      {queue.stagedId ? (
        <Preview
          key={queue.stagedId}
          id={queue.stagedId}
          waiting={queue.waiting.length}
          onDone={settle}
          onLeave={queue.next}
        />
      ) : (
        <>
          <ChooseFiles queue={queue} accountId={accountId} onAccount={choose} />
          <Past />
        </>
      )}
    </Page>
  );
}

/** What was imported before, and how the files of each account are read. */
function Past() {
  const [params, setParams] = useSearchParams();
  const tab = params.get('tab') === 'mappings' ? 'mappings' : 'past';
  const open = (name: string | null) =>
    setParams((before) => {
      const kept = [...before].filter(([key]) => key !== 'tab');
      return new URLSearchParams(name === 'mappings' ? [...kept, ['tab', name]] : kept);
    });
  return (
    <Tabs value={tab} onChange={open} keepMounted={false}>
      <Tabs.List mb="md">
        <Tabs.Tab value="past">Past imports</Tabs.Tab>
        <Tabs.Tab value="mappings">Saved mappings</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="past">
        <ImportHistory />
      </Tabs.Panel>
      <Tabs.Panel value="mappings">
        <ProfileList />
      </Tabs.Panel>
    </Tabs>
  );
}
