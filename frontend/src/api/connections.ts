import { $api, client } from './client';
import type { components } from './schema.gen';
import { useStatus } from './status';

export type Connection = components['schemas']['ConnectionOut'];
export type FeedAccount = components['schemas']['FeedAccountOut'];
export type Provider = components['schemas']['ProviderOut'];
export type Choice = components['schemas']['AccountChoice'];
export type ChoiceKind = Choice['choice'];
export type LinkStart = components['schemas']['LinkStartOut'];

const SEVERAL_SECONDS = 4_000;

/** The sample household has no banks, and is not asked for any. */
const useIsReal = (): boolean => useStatus().data?.is_demo === false;

/** The logins at banks; asked again now and then while one of them is being brought up to date. */
export const useConnections = () =>
  $api.useQuery(
    'get',
    '/api/connections',
    {},
    {
      enabled: useIsReal(),
      refetchInterval: ({ state }) =>
        state.data?.items.some(({ is_syncing }) => is_syncing) ? SEVERAL_SECONDS : false,
    },
  );

/** The login that brings an account's rows, if one does. */
export function useFeeder(accountId: number): Connection | undefined {
  const { data } = useConnections();
  return data?.items.find(
    ({ status, accounts }) => status !== 'disconnected' && accounts.some(({ account_id: id }) => id === accountId),
  );
}

/** Who can bring a bank's rows, and what each still needs. */
export const useProviders = () => $api.useQuery('get', '/api/connections/providers', {}, { enabled: useIsReal() });

/** Begin a login, or the repair of one. */
export async function startLink(body: components['schemas']['LinkStartIn']): Promise<LinkStart> {
  const { data } = await client.POST('/api/connections/link/start', { body });
  // A failure is thrown by the client, so there is an answer.
  return data as LinkStart;
}

/** Turn what the login gave into a connection. Refused (409, with its id) where the bank is connected already. */
export const useFinishLink = () => $api.useMutation('post', '/api/connections/link/finish', { meta: { quiet: true } });

/** A login at Plaid's made-up bank, where sandbox keys are set. */
export const useSandboxLogin = () => $api.useMutation('post', '/api/connections/sandbox', { meta: { quiet: true } });

/** Say that the owner logged in anew; starts a sync. */
export const useRepaired = () =>
  $api.useMutation('post', '/api/connections/{connection_id}/repaired', { meta: { quiet: true } });

/** Say which account behind a login is which here. */
export const useChooseAccounts = () =>
  $api.useMutation('post', '/api/connections/{connection_id}/accounts', { meta: { quiet: true } });

export const useSync = () => $api.useMutation('post', '/api/connections/{connection_id}/sync');

export const useSyncAll = () => $api.useMutation('post', '/api/sync');

/** Read everything anew at the next sync, as if for the first time. */
export const useReset = () => $api.useMutation('post', '/api/connections/{connection_id}/reset');

export const usePause = () => $api.useMutation('post', '/api/connections/{connection_id}/pause');

/** Balances of this moment, which the provider may bill. */
export const useFreshBalances = () => $api.useMutation('post', '/api/connections/{connection_id}/balances');

/** Let go of a login; answers 502 where the provider could not be told. */
export const useDisconnect = () =>
  $api.useMutation('delete', '/api/connections/{connection_id}', { meta: { quiet: true } });

/** Ask a service whether the keys are good. */
export const useTestService = () =>
  $api.useMutation('post', '/api/settings/test/{service}', { meta: { quiet: true, stale: [] } });
