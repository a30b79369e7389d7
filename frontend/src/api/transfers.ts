import { useMutation } from '@tanstack/react-query';
import { $api, client } from './client';
import type { components } from './schema.gen';

export type TransferPair = components['schemas']['TransferPairOut'];

/** Pairs that may be transfers between own accounts, newest first. */
export const useSuggestedTransfers = () =>
  $api.useQuery('get', '/api/transfers', { params: { query: { status: 'suggested', limit: 200 } } });

/** Pair two transactions by hand. */
export const usePairTransfer = () => $api.useMutation('post', '/api/transfers');

export const useConfirmTransfer = () => $api.useMutation('post', '/api/transfers/{transfer_id}/confirm');

/** Refuse a suggested pair for ever. */
export const useRefuseTransfer = () => $api.useMutation('post', '/api/transfers/{transfer_id}/refuse');

/** Take a pair apart; answers the operation that did it, as the answer itself is empty. */
export const useUnpairTransfer = () =>
  useMutation({
    mutationFn: async (transferId: number): Promise<number> => {
      const { response } = await client.DELETE('/api/transfers/{transfer_id}', {
        params: { path: { transfer_id: transferId } },
      });
      return Number(response.headers.get('X-Operation-Id'));
    },
  });
