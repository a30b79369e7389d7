import { useSearchParams } from 'react-router';
import { LinkTabs } from '@/components/LinkTabs';
import { Page } from '@/components/Page';
import { PageHeader } from '@/components/PageHeader';
import { SectionTabs } from '@/components/SectionTabs';
import { AdviserTab } from './adviser/AdviserTab';
import { NoticedTab } from './noticed/NoticedTab';

const ADVISER = '/insights?tab=adviser';

const TABS = [
  { to: '/insights', label: 'Noticed' },
  { to: ADVISER, label: 'Adviser' },
];

/** What the app noticed by itself, and an adviser to ask. */
export function InsightsPage() {
  const [params] = useSearchParams();
  const isAdviser = params.get('tab') === 'adviser';
  return (
    <Page>
      <PageHeader title="Insights" />
      <SectionTabs section="Reports" current="/insights" />
      <LinkTabs label="Insights" tabs={TABS} current={isAdviser ? ADVISER : '/insights'} />
      {isAdviser ? <AdviserTab /> : <NoticedTab />}
    </Page>
  );
}
