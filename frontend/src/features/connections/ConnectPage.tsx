import { Alert, Button, Text } from '@mantine/core';
import { BookOpen } from 'lucide-react';
import { Link } from 'react-router';
import { type Provider, useProviders } from '@/api/connections';
import { useStatus } from '@/api/status';
import { ErrorState } from '@/components/ErrorState';
import { LoadingState } from '@/components/LoadingState';
import { Page } from '@/components/Page';
import { PageHeader } from '@/components/PageHeader';
import classes from './Connections.module.css';
import { PlaidCard } from './PlaidCard';
import { WayCard } from './WayCard';
import { FILES, SHOWN_IN_THE_SAMPLE, wayOf } from './ways';

/** The ways in which rows come here, side by side. */
export function ConnectPage() {
  const { data: status } = useStatus();
  const providers = useProviders();
  return (
    <Page>
      <PageHeader
        title="Connect a bank"
        description="Three ways to get your transactions here. Mix them, or change later: no row is lost or doubled."
        actions={
          <Button
            component={Link}
            to="/connect/guide"
            variant="default"
            leftSection={<BookOpen size={16} aria-hidden="true" />}
          >
            Setup guide
          </Button>
        }
      />
      {status?.is_demo && <NotInTheSample />}
      {providers.isError && <ErrorState error={providers.error} onRetry={providers.refetch} />}
      <div className={classes.ways}>
        <WayCard
          way={FILES}
          actions={
            <Button component={Link} to="/import">
              Import a file
            </Button>
          }
        />
        {providers.isLoading && <LoadingState shape="cards" count={1} height={380} />}
        {status?.is_demo && SHOWN_IN_THE_SAMPLE.map((way) => <WayCard key={way.title} way={way} />)}
        {[...(providers.data?.items ?? [])].sort(leastEffortFirst).map((provider) => (
          <ProviderCard key={provider.key} provider={provider} />
        ))}
      </div>
      <Text size="sm" c="dimmed" maw="46rem">
        Budget App keeps your rows on this computer only, and the key to a connection encrypted. Disconnecting erases
        the key. Plaid is told to end its access as well; at SimpleFIN you end it yourself.
      </Text>
    </Page>
  );
}

/** What needs no keys comes first. */
const leastEffortFirst = (one: Provider, other: Provider): number =>
  Number(one.link_kind === 'plaid_link') - Number(other.link_kind === 'plaid_link');

function ProviderCard({ provider }: { provider: Provider }) {
  if (provider.link_kind === 'plaid_link') return <PlaidCard provider={provider} />;
  return (
    <WayCard
      way={wayOf(provider)}
      actions={
        <Button component={Link} to={`/connect/token/${provider.key}`}>
          Continue with {provider.title}
        </Button>
      }
    />
  );
}

function NotInTheSample() {
  return (
    <Alert variant="light" title="The sample household has no banks">
      Its money is made up, so there is nothing to connect. Leave the sample to begin; a file can be tried here.
    </Alert>
  );
}
