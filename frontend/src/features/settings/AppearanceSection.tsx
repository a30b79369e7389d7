import { Group, SegmentedControl, Stack, Switch, Text, useMantineColorScheme } from '@mantine/core';
import { toggleHiddenAmounts, useHiddenAmounts } from '@/components/hiddenAmounts';
import { Section } from './Section';

const SCHEMES = [
  { value: 'auto', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const;

/** How the app looks in this browser. */
export function AppearanceSection() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const hidden = useHiddenAmounts();
  return (
    <Section anchor="appearance" title="Appearance" lead="Kept in this browser.">
      <Stack gap="md">
        <Group justify="space-between">
          <Text size="sm" id="theme-label">
            Theme
          </Text>
          <SegmentedControl
            aria-labelledby="theme-label"
            data={[...SCHEMES]}
            value={colorScheme}
            onChange={(value) => setColorScheme(value)}
          />
        </Group>
        <Switch
          label="Hide amounts"
          description="For a look at the app with someone beside you. Shift+H does it anywhere."
          labelPosition="left"
          styles={{ body: { justifyContent: 'space-between' } }}
          checked={hidden}
          onChange={toggleHiddenAmounts}
        />
      </Stack>
    </Section>
  );
}
