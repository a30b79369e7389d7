import { Button, Text } from '@mantine/core';
import { Link } from 'react-router';
import { GuideSection } from './GuideSection';
import { Step, Steps } from './Steps';

/** The way without a developer's sign-up. */
export function SimpleFinGuide({ isConnected }: { isConnected: boolean }) {
  return (
    <GuideSection
      id="simplefin"
      title="SimpleFIN"
      lead="$1.50 a month or $15 a year, paid to SimpleFIN. No contract, no approval: about ten minutes."
    >
      <Steps>
        <Step title="Subscribe at SimpleFIN Bridge" isDone={isConnected}>
          <Text size="sm">Look up your bank in its list first; the list can be seen before you pay.</Text>
        </Step>
        <Step title="Connect your banks there" isDone={isConnected}>
          <Text size="sm">
            You log in to each bank at SimpleFIN. It reads once a day and can’t move money. All banks come through one
            connection here.
          </Text>
        </Step>
        <Step title="Make a setup token and paste it" isDone={isConnected}>
          <Text size="sm">
            “New app connection” at the Bridge. The token works once and is traded for a key, which is kept encrypted.
          </Text>
        </Step>
        <Step title="Say which account is which" isDone={isConnected}>
          <Text size="sm">An account you filled by file goes on where the file ended. Nothing doubles.</Text>
          {isConnected ? (
            <Text size="sm">Another bank? Add it at SimpleFIN: its accounts turn up on the card under Accounts.</Text>
          ) : (
            <Button component={Link} to="/connect/token/simplefin" mt={4}>
              Start
            </Button>
          )}
        </Step>
      </Steps>
    </GuideSection>
  );
}
