import { Badge, Button, Checkbox, Text } from '@mantine/core';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { type Provider, useSandboxLogin } from '@/api/connections';
import { ErrorState } from '@/components/ErrorState';
import { WayCard } from './WayCard';
import { KEYS_ADDRESS, missingWords, wayOf } from './ways';

/** Plaid: with keys it can be begun; without, it says which are missing and where they go. */
export function PlaidCard({ provider }: { provider: Provider }) {
  const [withInvestments, setInvestments] = useState(false);
  const isSandbox = provider.environment === 'sandbox';
  // Not a Link: its page is a document of its own, the only one that lets Plaid's script in.
  const address = `/connect/plaid${withInvestments ? '?investments=1' : ''}`;
  if (!provider.is_ready) return <PlaidWithoutKeys provider={provider} />;
  return (
    <WayCard
      way={wayOf(provider)}
      badge={
        <Badge variant="light" color={isSandbox ? 'yellow' : 'green'}>
          {isSandbox ? 'Sandbox: made-up banks' : 'Ready'}
        </Badge>
      }
      actions={
        <>
          <Button component="a" href={address}>
            Continue with {provider.title}
          </Button>
          {isSandbox && <SandboxButton />}
        </>
      }
    >
      <Checkbox
        label="Brokerage accounts too"
        description="Holdings and trades; Plaid bills them apart."
        checked={withInvestments}
        onChange={(event) => setInvestments(event.currentTarget.checked)}
      />
      {!isSandbox && (
        <Text size="xs" c="dimmed">
          Chase, Wells Fargo, Capital One and other banks that open a page of their own must first be switched on in
          Plaid’s dashboard. Chase takes days to weeks.
        </Text>
      )}
    </WayCard>
  );
}

function PlaidWithoutKeys({ provider }: { provider: Provider }) {
  return (
    <WayCard
      way={wayOf(provider)}
      actions={
        <>
          <Button component={Link} to="/connect/guide#plaid" variant="default">
            How to get keys
          </Button>
          <Button component={Link} to={KEYS_ADDRESS} variant="subtle">
            Enter keys
          </Button>
        </>
      }
    >
      <Text size="sm">Still needed: {missingWords(provider.missing_settings)}.</Text>
    </WayCard>
  );
}

/** A login at Plaid's made-up bank, without its window. */
function SandboxButton() {
  const login = useSandboxLogin();
  const navigate = useNavigate();
  const begin = () => login.mutate({}, { onSuccess: ({ id }) => navigate(`/connect/${id}/accounts`) });
  return (
    <>
      <Button variant="default" loading={login.isPending} onClick={begin}>
        Try a made-up bank
      </Button>
      {login.error ? <ErrorState error={login.error} onRetry={begin} /> : null}
    </>
  );
}
