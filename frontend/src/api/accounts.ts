import { $api } from './client';
import type { components } from './schema.gen';

export type Account = components['schemas']['AccountOut'];

/** The owner's accounts. */
export const useAccounts = () => $api.useQuery('get', '/api/accounts');
