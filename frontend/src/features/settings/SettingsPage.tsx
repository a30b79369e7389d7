import { useSettings } from '@/api/settings';
import { Answer } from '@/components/Answer';
import { LoadingState } from '@/components/LoadingState';
import { Page } from '@/components/Page';
import { PageHeader } from '@/components/PageHeader';
import { SectionTabs } from '@/components/SectionTabs';
import { AboutSection } from './AboutSection';
import { AppearanceSection } from './AppearanceSection';
import { DataSection } from './DataSection';
import { FilingSection } from './FilingSection';
import { KeysSection } from './KeysSection';
import { SampleSection } from './SampleSection';

/** What the owner decides once. */
export function SettingsPage() {
  const settings = useSettings();
  return (
    <Page width="narrow">
      <PageHeader title="Settings" />
      <SectionTabs section="Settings" current="/settings" />
      <AppearanceSection />
      <Answer query={settings} loading={<LoadingState shape="cards" count={2} height={180} />}>
        {(data) => (
          <>
            <FilingSection key={data.auto_confirm_threshold?.value} setting={data.auto_confirm_threshold} />
            <DataSection />
            <KeysSection settings={data} />
          </>
        )}
      </Answer>
      <SampleSection />
      <AboutSection />
    </Page>
  );
}
