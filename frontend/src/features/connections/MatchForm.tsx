import { Alert, Button, Card, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Account } from '@/api/accounts';
import { type Connection, type FeedAccount, useChooseAccounts, useSync } from '@/api/connections';
import { ErrorState } from '@/components/ErrorState';
import { showDone } from '@/components/undoToast';
import { AccountMatch } from './AccountMatch';
import { checkDrafts, choicesOf, type Drafts, fedElsewhere, firstDraft } from './drafts';
import classes from './Match.module.css';

interface MatchFormProps {
  connection: Connection;
  connections: readonly Connection[];
  accounts: readonly Account[];
  /** Saved, and the sync that follows has begun. */
  onStarted: (runId: number) => void;
}

/** The accounts that one at the bank may be: those in use, in its currency; and the one that it is. */
const fitting = (feed: FeedAccount, accounts: readonly Account[]): Account[] =>
  accounts.filter(
    ({ id, currency, is_archived }) =>
      id === feed.account_id || (!is_archived && (!feed.currency || currency === feed.currency)),
  );

const draftsOf = (connection: Connection): Drafts =>
  Object.fromEntries(connection.accounts.map((account) => [account.id, firstDraft(account)]));

/** The accounts behind a login, each with a decision; suggestions are only that. */
export function MatchForm({ connection, connections, accounts, onStarted }: MatchFormProps) {
  const [changed, setChanged] = useState<Drafts>({});
  const [first] = useState(() => draftsOf(connection));
  // An account that turns up meanwhile has a draft as well; what is decided elsewhere changes none that is here.
  const drafts = { ...draftsOf(connection), ...first, ...changed };
  const choose = useChooseAccounts();
  const sync = useSync();
  const fed = fedElsewhere(connections, connection.id);
  const wrong = checkDrafts(drafts);
  const isLinked = Object.values(drafts).some(({ target }) => target !== 'ignore');
  const params = { path: { connection_id: connection.id } };
  const save = async () => {
    const saved = await choose.mutateAsync({ params, body: { choices: choicesOf(drafts, fed) } }).catch(() => null);
    if (!saved) return;
    showDone(saved, isLinked ? 'Accounts saved. The bank is asked for their rows.' : 'Saved. Nothing is fetched.');
    if (isLinked) sync.mutate({ params }, { onSuccess: ({ run_id }) => onStarted(run_id) });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!wrong) save();
      }}
    >
      <Stack gap="md">
        <Card padding={0}>
          <ul className={classes.list}>
            {connection.accounts.map((feed) => (
              <AccountMatch
                key={feed.id}
                feed={feed}
                connectedName={connection.institution_name}
                draft={drafts[feed.id] ?? firstDraft(feed)}
                accounts={fitting(feed, accounts)}
                fed={fed}
                onChange={(draft) => setChanged((before) => ({ ...before, [feed.id]: draft }))}
              />
            ))}
          </ul>
        </Card>
        {wrong && (
          <Alert color="red" variant="light" role="alert">
            {wrong}
          </Alert>
        )}
        {choose.error ? <ErrorState error={choose.error} /> : null}
        <Group justify="space-between" gap="sm">
          <Text size="xs" c="dimmed">
            Nothing is stored or changed until you save.
          </Text>
          <Group gap="xs">
            <Button component={Link} to="/accounts" variant="default">
              Later
            </Button>
            <Button type="submit" disabled={wrong !== null} loading={choose.isPending || sync.isPending}>
              {isLinked ? 'Save and fetch' : 'Save'}
            </Button>
          </Group>
        </Group>
      </Stack>
    </form>
  );
}
