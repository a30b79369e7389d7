import { useMutation } from '@tanstack/react-query';
import { $api, client, operationIn } from './client';
import type { components } from './schema.gen';

export type SavedView = components['schemas']['ViewOut'];

/** The saved views in the owner's order. */
export const useViews = (enabled = true) => $api.useQuery('get', '/api/views', {}, { staleTime: 60_000, enabled });

const OF_VIEWS = { meta: { quiet: true, stale: ['/api/views', '/api/operations'] } };

export const useAddView = () => $api.useMutation('post', '/api/views', OF_VIEWS);

export const useEditView = () => $api.useMutation('patch', '/api/views/{view_id}', OF_VIEWS);

export const useOrderViews = () => $api.useMutation('put', '/api/views/order', OF_VIEWS);

/** Delete a view; answers the operation's number. */
export const useDeleteView = () =>
  useMutation({
    ...OF_VIEWS,
    mutationFn: async (id: number) => {
      const params = { path: { view_id: id } };
      return operationIn((await client.DELETE('/api/views/{view_id}', { params })).response);
    },
  });
