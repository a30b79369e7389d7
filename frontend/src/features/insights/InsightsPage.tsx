import { SegmentedControl } from '@mantine/core';
import { useSearchParams } from 'react-router';
import { Page } from '@/components/Page';
import { PageHeader } from '@/components/PageHeader';
import { SectionTabs } from '@/components/SectionTabs';
import { AdviserTab } from './adviser/AdviserTab';
import { NoticedTab } from './noticed/NoticedTab';

const TABS = [
  { value: 'noticed', label: 'Noticed' },
  { value: 'adviser', label: 'Adviser' },
];

/** What the app noticed by itself, and an adviser to ask. */
export function InsightsPage() {
  const [params, setParams] = useSearchParams();
  const tab = params.get('tab') === 'adviser' ? 'adviser' : 'noticed';
  const choose = (chosen: string) => setParams(chosen === 'noticed' ? {} : { tab: chosen });
  return (
    <Page>
      <PageHeader
        title="Insights"
        actions={<SegmentedControl aria-label="Insights" data={TABS} value={tab} onChange={choose} />}
      />
      <SectionTabs section="Reports" current="/insights" />
      {tab === 'adviser' ? <AdviserTab /> : <NoticedTab />}
    </Page>
  );
}
