import { Alert, Anchor, Stack, Text } from '@mantine/core';
import { useEffect } from 'react';
import { useStatus } from '@/api/status';
import { ErrorState } from '@/components/ErrorState';
import { LoadingState } from '@/components/LoadingState';
import { Page } from '@/components/Page';
import { PageHeader } from '@/components/PageHeader';
import { AlreadyConnected } from './AlreadyConnected';
import { exitWords } from './exitWords';
import { loadAnew } from './leaving';
import { MissingKeys, missingIn } from './MissingKeys';
import { Again, Ended } from './PlaidEnded';
import { PlaidWindow } from './PlaidWindow';
import { isPlaidDocument, PLAID_PATH } from './plaidScript';
import { usePlaidLogin } from './usePlaidLogin';

/** Where the owner logs in at their bank by Plaid's window: the only page that loads its script. */
export function PlaidPage() {
  const { data: status } = useStatus();
  const isHere = usePlaidDocument();
  return (
    <Page width="narrow">
      <PageHeader
        title="Log in at your bank"
        description="In Plaid’s window, which is loaded for this page alone. Budget App never sees your password."
      />
      {status?.is_demo && (
        <Alert variant="light" title="The sample household has no banks">
          Leave the sample to connect a bank of yours.
        </Alert>
      )}
      {isHere && status?.is_demo === false && <PlaidLogin />}
    </Page>
  );
}

/** Come and go by documents of their own: only this address's policy lets Plaid's script in. */
function usePlaidDocument(): boolean {
  const isHere = isPlaidDocument();
  useEffect(() => {
    if (!isHere) loadAnew();
    return () => {
      if (window.location.pathname !== PLAID_PATH) loadAnew();
    };
  }, [isHere]);
  return isHere;
}

function PlaidLogin() {
  const login = usePlaidLogin();
  const { link, wish, exit, finish } = login;
  if (login.isLost) {
    return <Ended words="This login was begun in another window, or it ran out. Start again here." wish={{}} />;
  }
  const missing = missingIn(login.error);
  if (missing) return <MissingKeys settings={missing} />;
  if (exit) return <Ended words={exitWords(exit.error)} wish={wish} isError={exit.error !== null} />;
  return (
    <Stack gap="md">
      {login.error ? (
        <>
          <ErrorState error={login.error} />
          <Again wish={wish} error={login.error} />
        </>
      ) : null}
      {finish.doubled && <AlreadyConnected doubled={finish.doubled} onChoose={finish.send} />}
      {login.isSaving && (
        <LoadingState
          shape="block"
          height={120}
          label={login.isRepair ? 'Bringing it up to date' : 'Fetching the accounts'}
        />
      )}
      {!login.error && !login.isSaving && !finish.doubled && (
        <>
          {link?.start.token && login.isScriptReady ? (
            <PlaidWindow
              token={link.start.token}
              returnedTo={login.returnedTo}
              onSuccess={login.succeed}
              onExit={login.leave}
            />
          ) : (
            <LoadingState shape="block" height={120} label="Opening Plaid’s window" />
          )}
          <Text size="sm" c="dimmed">
            Is nothing opening? A blocker may forbid cdn.plaid.com or pop-up windows.{' '}
            <Anchor underline="always" href="/connect">
              All ways to connect
            </Anchor>
          </Text>
        </>
      )}
    </Stack>
  );
}
