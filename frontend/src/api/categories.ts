import { useMutation } from '@tanstack/react-query';
import { $api, client, operationIn } from './client';
import type { components } from './schema.gen';

export type Category = components['schemas']['CategoryOut'];

/** All categories, flat: pickers and badges share this one answer. */
export const useCategories = () => $api.useQuery('get', '/api/categories', {}, { staleTime: 60_000 });

/** Add a category. */
export const useCreateCategory = () => $api.useMutation('post', '/api/categories');

/** Change a category's name, color or flags. */
export const useEditCategory = () => $api.useMutation('patch', '/api/categories/{short_desc}');

/** Put a category under another parent, or at the top. */
export const useMoveCategory = () => $api.useMutation('patch', '/api/categories/{short_desc}/move');

/** File everything of a category under another one, and remove it. */
export const useMergeCategory = () => $api.useMutation('post', '/api/categories/{short_desc}/merge');

interface Removal {
  shortDesc: string;
  /** Takes over what is filed under it; without it, a category in use is refused (409, with counts). */
  moveTo?: string;
}

/** Delete a category; answers the operation's number. */
export const useDeleteCategory = () =>
  useMutation({
    meta: { quiet: true },
    mutationFn: async ({ shortDesc, moveTo }: Removal) => {
      const { response } = await client.DELETE('/api/categories/{short_desc}', {
        params: { path: { short_desc: shortDesc }, query: { move_to: moveTo } },
      });
      return operationIn(response);
    },
  });
