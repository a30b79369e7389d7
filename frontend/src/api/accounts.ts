import { $api } from './client';
import type { components } from './schema.gen';

export type Account = components['schemas']['AccountOut'];
export type AccountIn = components['schemas']['AccountIn'];

/** The owner's accounts. */
export const useAccounts = () => $api.useQuery('get', '/api/accounts');

export const useCreateAccount = () => $api.useMutation('post', '/api/accounts', { meta: { quiet: true } });

/** Change an account, or put it away (`is_archived`). */
export const useEditAccount = () => $api.useMutation('patch', '/api/accounts/{account_id}', { meta: { quiet: true } });

/** Refused with the counts (409) while the account holds rows and nobody confirmed. */
export const useDeleteAccount = () =>
  $api.useMutation('delete', '/api/accounts/{account_id}', { meta: { quiet: true } });
