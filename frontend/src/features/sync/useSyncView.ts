import { useSearchParams } from 'react-router';
import type { RunFilter } from '@/api/sync';

/** Which attempts are shown, from the address. */
export function useSyncView() {
  const [params, setParams] = useSearchParams();
  const connection = Number(params.get('connection_id')) || undefined;
  const account = Number(params.get('account_id')) || undefined;
  const onlyFailed = params.get('status') === 'error';
  const filter: RunFilter = {
    ...(connection && { connection_id: connection }),
    ...(account && { account_id: account }),
    ...(onlyFailed && { status: 'error' as const }),
  };
  const set = (name: string, value: string | null) =>
    setParams(
      (old) => {
        const next = new URLSearchParams(old);
        if (value === null) next.delete(name);
        else next.set(name, value);
        return next;
      },
      { replace: true },
    );
  return {
    filter,
    connection,
    onlyFailed,
    isFiltered: Object.keys(filter).length > 0,
    showConnection: (id: string | null) => set('connection_id', id),
    showOnlyFailed: (is: boolean) => set('status', is ? 'error' : null),
    showAll: () => setParams({}, { replace: true }),
  };
}
