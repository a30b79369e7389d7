import { type Connection, useFreshBalances, usePause, useReset, useSync } from '@/api/connections';
import { confirm } from '@/components/confirm';
import { showDone } from '@/components/undoToast';

/** What can be done with a login from its card. */
export function useConnectionActs(connection: Connection, onStarted: (runId: number) => void) {
  const sync = useSync();
  const pause = usePause();
  const reset = useReset();
  const balances = useFreshBalances();
  const name = connection.institution_name;
  const params = { path: { connection_id: connection.id } };

  const start = () => sync.mutate({ params }, { onSuccess: ({ run_id }) => onStarted(run_id) });

  const setPaused = (paused: boolean) =>
    pause.mutate(
      { params, body: { paused } },
      { onSuccess: (data) => showDone(data, paused ? `${name} is paused.` : `${name} is kept up to date again.`) },
    );

  const readAnew = async () => {
    const isSure = await confirm({
      title: `Read everything at ${name} again?`,
      message:
        'The next sync asks for the whole history that the bank still gives. Rows are known by the bank’s own ids, so ' +
        'nothing doubles, and what you changed or deleted stays as it is.',
      action: 'Read again',
      danger: false,
    });
    if (isSure) reset.mutate({ params }, { onSuccess: start });
  };

  const askBalances = async (warning: string) => {
    const isSure = await confirm({
      title: `Ask ${name} for its balances now?`,
      message: warning,
      action: 'Ask and be billed',
      danger: false,
    });
    if (!isSure) return;
    balances.mutate(
      { params, body: { i_know_it_costs: true } },
      { onSuccess: (data) => showDone(data, `The balances at ${name} are of this moment.`) },
    );
  };

  const isBusy = sync.isPending || pause.isPending || reset.isPending || balances.isPending;
  return { start, setPaused, readAnew, askBalances, isBusy };
}
