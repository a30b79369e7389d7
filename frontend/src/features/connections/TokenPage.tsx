import { Alert, Anchor, Button, Card, PasswordInput, Stack, Text } from '@mantine/core';
import { ExternalLink } from 'lucide-react';
import { useState } from 'react';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { useProviders } from '@/api/connections';
import { useStatus } from '@/api/status';
import { ErrorState } from '@/components/ErrorState';
import { Page } from '@/components/Page';
import { PageHeader } from '@/components/PageHeader';
import { AlreadyConnected } from './AlreadyConnected';
import { Step, Steps } from './Steps';
import { TokenRepair } from './TokenRepair';
import { useFinish } from './useFinish';
import { useLinkStart } from './useLinkStart';

/** A provider that is connected by pasting what its own page gives. */
export function TokenPage() {
  const { provider: key = '' } = useParams();
  const { data: status } = useStatus();
  const providers = useProviders();
  const isRepair = useSearchParams()[0].has('repair');
  const title = providers.data?.items.find((provider) => provider.key === key)?.title ?? 'SimpleFIN';
  return (
    <Page width="narrow">
      <PageHeader
        title={isRepair ? `Repair ${title}` : `Connect with ${title}`}
        description={`Your bank login stays between you and ${title}. Budget App gets a key that can only read.`}
      />
      {status?.is_demo ? (
        <Alert variant="light" title="The sample household has no banks">
          Leave the sample to connect a bank of yours.
        </Alert>
      ) : (
        <TokenWays provider={key} title={title} isKnown={status !== undefined} />
      )}
    </Page>
  );
}

interface TokenStepsProps {
  provider: string;
  title: string;
  isKnown: boolean;
}

function TokenWays(props: TokenStepsProps) {
  const repaired = Number(useSearchParams()[0].get('repair')) || null;
  return repaired ? <TokenRepair {...props} connectionId={repaired} /> : <TokenSteps {...props} />;
}

function TokenSteps({ provider, title, isKnown }: TokenStepsProps) {
  const [params] = useSearchParams();
  const replaced = Number(params.get('replace')) || undefined;
  const start = useLinkStart({ provider }, isKnown);
  const navigate = useNavigate();
  const finish = useFinish(({ id }) => navigate(`/connect/${id}/accounts`));
  const page = start.data?.page_url;
  return (
    <Stack gap="md">
      {replaced && (
        <Text size="sm">
          The new token takes the place of the old one. Your accounts, and every row that came before, stay.
        </Text>
      )}
      {start.isError && <ErrorState error={start.error} onRetry={start.refetch} />}
      <Card padding="lg">
        <Steps>
          <Step title={`Open ${title} and connect your banks`}>
            <Text size="sm">
              Make an account there ($1.50 a month or $15 a year) and add each bank with its own login.
            </Text>
            {page && (
              <Button
                component="a"
                href={page}
                target="_blank"
                rel="noreferrer"
                variant="default"
                mt="xs"
                rightSection={<ExternalLink size={14} aria-hidden="true" />}
              >
                Open {title}
              </Button>
            )}
          </Step>
          <Step title="Make a setup token">
            <Text size="sm">
              In the Bridge, choose “New app connection”, name it Budget App, and copy the long line of letters. It
              works once.
            </Text>
          </Step>
          <Step title="Paste it here">
            <TokenForm
              isPending={finish.isPending}
              onToken={(grant) => finish.send({ provider, grant }, replaced ? { replace_connection_id: replaced } : {})}
            />
          </Step>
        </Steps>
      </Card>
      {finish.error ? <ErrorState error={finish.error} /> : null}
      {finish.doubled && <AlreadyConnected doubled={finish.doubled} onChoose={finish.send} />}
      <Anchor component={Link} to="/connect" size="sm">
        All ways to connect
      </Anchor>
    </Stack>
  );
}

interface TokenFormProps {
  isPending: boolean;
  onToken: (token: string) => void;
}

function TokenForm({ isPending, onToken }: TokenFormProps) {
  const [token, setToken] = useState('');
  const clean = token.replaceAll(/\s/g, '');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (clean) onToken(clean);
      }}
    >
      <Stack gap="xs" align="flex-start">
        <PasswordInput
          label="Setup token"
          value={token}
          onChange={(event) => setToken(event.currentTarget.value)}
          w="100%"
          autoComplete="off"
          visibilityToggleButtonProps={{ 'aria-label': 'Show the token' }}
        />
        <Button type="submit" loading={isPending} disabled={!clean}>
          Connect
        </Button>
      </Stack>
    </form>
  );
}
