import { $api } from './client';
import type { components } from './schema.gen';

export type Category = components['schemas']['CategoryOut'];

/** All categories, flat: pickers and badges share this one answer. */
export const useCategories = () => $api.useQuery('get', '/api/categories', {}, { staleTime: 60_000 });
