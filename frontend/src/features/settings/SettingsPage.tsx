import { useEffect } from 'react';
import { useSettings } from '@/api/settings';
import { useStatus } from '@/api/status';
import { Answer } from '@/components/Answer';
import { LoadingState } from '@/components/LoadingState';
import { Page } from '@/components/Page';
import { PageHeader } from '@/components/PageHeader';
import { SectionTabs } from '@/components/SectionTabs';
import { AboutSection } from './AboutSection';
import { AppearanceSection } from './AppearanceSection';
import { AiSection } from './ai/AiSection';
import { DataSection } from './DataSection';
import { FilingSection } from './FilingSection';
import { HouseholdSection } from './HouseholdSection';
import { KeysSection } from './KeysSection';
import { PrivacySection } from './PrivacySection';
import { SampleSection } from './SampleSection';
import { SectionIndex } from './SectionIndex';
import { SecuritySection } from './SecuritySection';
import classes from './Settings.module.css';

const SECTIONS = [
  { anchor: 'household', title: 'Household' },
  { anchor: 'appearance', title: 'Appearance' },
  { anchor: 'filing', title: 'Filing by itself' },
  { anchor: 'banks', title: 'Banks & keys' },
  { anchor: 'ai', title: 'AI' },
  { anchor: 'security', title: 'Security' },
  { anchor: 'privacy', title: 'Privacy' },
  { anchor: 'data', title: 'Data folder' },
  { anchor: 'sample', title: 'Sample household' },
  { anchor: 'about', title: 'About' },
];

/** What the owner decides once. */
export function SettingsPage() {
  const settings = useSettings();
  const { data: status } = useStatus();
  const isDemo = status?.is_demo ?? false;
  useScrollToAnchor(settings.data !== undefined);
  return (
    <Page>
      <PageHeader title="Settings" />
      <SectionTabs section="Settings" current="/settings" />
      <div className={classes.columns}>
        <SectionIndex sections={SECTIONS} />
        <div className={classes.sections}>
          <Answer query={settings} loading={<LoadingState shape="cards" count={4} height={180} />}>
            {(data) => (
              <>
                <HouseholdSection settings={data} isDemo={isDemo} />
                <AppearanceSection />
                <FilingSection
                  key={data.auto_confirm_threshold?.value}
                  setting={data.auto_confirm_threshold}
                  budget={data.error_budget}
                />
                <KeysSection settings={data} isDemo={isDemo} />
                <AiSection settings={data} isDemo={isDemo} />
                <SecuritySection idle={data.lock_idle_minutes} isDemo={isDemo} />
                <PrivacySection settings={data} />
                <DataSection />
                <SampleSection />
              </>
            )}
          </Answer>
          <AboutSection />
        </div>
      </div>
    </Page>
  );
}

/** An address with a section's name shows that section, once it is there. */
function useScrollToAnchor(isThere: boolean): void {
  useEffect(() => {
    const anchor = window.location.hash.slice(1);
    if (isThere && anchor) document.getElementById(anchor)?.scrollIntoView();
  }, [isThere]);
}
