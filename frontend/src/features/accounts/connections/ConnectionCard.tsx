import { Badge, Button, Card, Text, Title } from '@mantine/core';
import { RefreshCw } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Connection, FeedAccount } from '@/api/connections';
import { type SyncRun, useLiveRun } from '@/api/liveRun';
import { SyncProgress } from '@/components/connections/SyncProgress';
import { showUndo } from '@/components/undoToast';
import { runSentence } from '@/lib/sync';
import accountClasses from '../Accounts.module.css';
import { ConnectionMenu } from './ConnectionMenu';
import classes from './Connections.module.css';
import { DisconnectDialog } from './DisconnectDialog';
import { HealthLine, RemedyButton } from './HealthLine';
import { useConnectionActs } from './useConnectionActs';

/** A login at a bank: how it stands, what it feeds, and what can be done with it. */
export function ConnectionCard({ connection }: { connection: Connection }) {
  const { institution_name: name, provider_title: provider, environment } = connection;
  const [started, setStarted] = useState<number | null>(null);
  const [isLeaving, setLeaving] = useState(false);
  const acts = useConnectionActs(connection, setStarted);
  const { isRunning, progress } = useRun(connection, started);
  return (
    <Card component="section" className={classes.card} aria-label={`Connection to ${name}`}>
      <div className={classes.head}>
        <span className={accountClasses.monogram} aria-hidden="true">
          {name.slice(0, 1).toUpperCase()}
        </span>
        <Title order={3} className={classes.name}>
          {name}
        </Title>
        {provider !== name && (
          <Badge variant="light" flex="none" color={environment === 'sandbox' ? 'yellow' : 'gray'}>
            {environment === 'sandbox' ? 'Sandbox' : provider}
          </Badge>
        )}
        <ConnectionMenu connection={connection} acts={acts} onDisconnect={() => setLeaving(true)} />
      </div>
      <HealthLine connection={connection} />
      <Fed connection={connection} />
      {isRunning && <SyncProgress progress={progress} institution={name} />}
      <div className={classes.foot}>
        <RemedyButton connection={connection} />
        <Button
          variant="default"
          leftSection={<RefreshCw size={15} aria-hidden="true" />}
          onClick={acts.start}
          loading={acts.isBusy}
          disabled={isRunning}
          aria-label={`Sync ${name} now`}
        >
          Sync now
        </Button>
      </div>
      <DisconnectDialog connection={connection} isOpen={isLeaving} onClose={() => setLeaving(false)} />
    </Card>
  );
}

/** The sync that runs, whoever began it; one that was begun here tells what it brought. */
function useRun(connection: Connection, started: number | null) {
  const runId = connection.run_id ?? started;
  const { progress, ended } = useLiveRun(runId);
  const isOwn = ended !== null && ended.id === started;
  const told = useTelling(connection.institution_name);
  useEffect(() => {
    if (isOwn && ended) told(ended);
  }, [isOwn, ended, told]);
  return { isRunning: runId !== null && ended === null, progress };
}

/** Say once what a sync brought, with its undo. */
function useTelling(name: string): (run: SyncRun) => void {
  const [tell] = useState(() => {
    let last = 0;
    return (run: SyncRun) => {
      if (run.id === last) return;
      last = run.id;
      showUndo({ message: `${name}: ${runSentence(run)}`, operationId: run.operation_id ?? undefined });
    };
  });
  return tell;
}

const MOST_NAMED = 4;

/** `Everyday ••4821`; the number only where the name does not have it. */
const nameOf = ({ name, account_name: own, mask }: FeedAccount): string => {
  const called = own ?? name;
  return mask && !called.includes(mask) ? `${called} ••${mask}` : called;
};

/** The accounts that it brings rows for, and how many it leaves out. */
function Fed({ connection }: { connection: Connection }) {
  const linked = connection.accounts.filter(({ decision }) => decision === 'linked');
  const ignored = connection.accounts.filter(({ decision }) => decision === 'ignored').length;
  const open = connection.accounts.length - linked.length - ignored;
  const named = linked.length > MOST_NAMED + 1 ? linked.slice(0, MOST_NAMED) : linked;
  const more = linked.length - named.length;
  const names = named.map(nameOf).join(', ') + (more > 0 ? ` and ${more} more` : '');
  const facts = [names, ignored > 0 && `${ignored} left out`, open > 0 && `${open} not decided yet`];
  return (
    <Text size="xs" c="dimmed" className={classes.fed} title={more > 0 ? linked.map(nameOf).join(', ') : undefined}>
      {facts.filter(Boolean).join(' · ')}
    </Text>
  );
}
