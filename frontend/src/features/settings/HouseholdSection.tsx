import { SegmentedControl, Select, Text } from '@mantine/core';
import type { Setting } from '@/api/settings';
import { useTimeZones } from '@/api/settings';
import { currencyOptions } from './currencies';
import { Row } from './Row';
import { Section } from './Section';
import { useSave } from './useSave';

const WEEK_STARTS = [
  { value: 'sunday', label: 'Sunday' },
  { value: 'monday', label: 'Monday' },
  { value: 'saturday', label: 'Saturday' },
];

interface HouseholdSectionProps {
  settings: Record<string, Setting>;
  /** The clock is the real household's, also while the sample one is shown. */
  isDemo: boolean;
}

/** Where the household lives and how it writes money and days. */
export function HouseholdSection({ settings, isDemo }: HouseholdSectionProps) {
  const { data: zones } = useTimeZones();
  const { save, error } = useSave();
  const zone = settings.time_zone?.value ?? null;
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <Section anchor="household" title="Household" lead="How money and days are written, and when a day begins.">
      <Row
        label="Time zone"
        note={
          isDemo
            ? 'The sample household keeps your own household’s clock.'
            : 'Decides when a day, a month and a bill’s due date begin.'
        }
      >
        <Select
          aria-label="Time zone"
          searchable
          clearable
          clearButtonProps={{ 'aria-label': 'Use the computer’s time zone' }}
          disabled={isDemo}
          placeholder={`As this computer: ${here}`}
          data={zones?.items ?? (zone ? [zone] : [])}
          value={zone}
          limit={80}
          nothingFoundMessage="No such time zone"
          filter={({ options, search }) =>
            options.filter((option) => 'value' in option && matches(option.value, search))
          }
          onChange={(chosen) => save('time_zone', chosen)}
        />
      </Row>
      <Row label="Currency" note="Amounts are shown in it, and new accounts start with it. Nothing is converted.">
        <Select
          aria-label="Currency"
          searchable
          allowDeselect={false}
          data={currencyOptions(settings.currency?.value)}
          value={settings.currency?.value ?? 'USD'}
          nothingFoundMessage="No such currency"
          onChange={(chosen) => chosen && save('currency', chosen)}
        />
      </Row>
      <Row label="Weeks begin on" labelId="week-start">
        <SegmentedControl
          aria-labelledby="week-start"
          data={WEEK_STARTS}
          value={settings.week_start?.value ?? 'sunday'}
          onChange={(chosen) => save('week_start', chosen)}
        />
      </Row>
      {error && (
        <Text role="alert" size="sm" c="var(--mantine-color-error)" mt="sm">
          {error}
        </Text>
      )}
    </Section>
  );
}

/** “new york” finds America/New_York. */
const plainly = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[_/\s]+/g, ' ')
    .trim();

const matches = (zone: string, search: string): boolean => plainly(zone).includes(plainly(search));
