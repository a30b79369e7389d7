import { $api, client } from './client';
import { refresh } from './queryClient';

/** Undo an operation and ask again for everything on screen; answers what was undone. */
export async function undoOperation(operationId: number): Promise<string> {
  const { data } = await client.POST('/api/operations/{operation_id}/undo', {
    params: { path: { operation_id: operationId } },
  });
  await refresh();
  return data?.summary ?? '';
}

/** What brought and changed one transaction, last change first. */
export const useOperationsOf = (transactionId: number) =>
  $api.useQuery('get', '/api/operations', { params: { query: { transaction_id: transactionId, limit: 50 } } });
