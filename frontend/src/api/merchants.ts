import { keepPreviousData, useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { $api, client, operationIn } from './client';
import type { components, paths } from './schema.gen';

export type Merchant = components['schemas']['MerchantOut'];
export type MerchantDetail = components['schemas']['MerchantDetailOut'];
export type MerchantList = components['schemas']['MerchantList'];
export type MergeWish = components['schemas']['MergeIn'];
export type MergePreview = components['schemas']['MergePreviewOut'];
export type Resemblance = components['schemas']['ResemblanceOut'];
export type MerchantOrder = NonNullable<NonNullable<paths['/api/merchants']['get']['parameters']['query']>['order']>;

const LIST = '/api/merchants';
const PAGE = 100;

/** Merchants with what they came to, page after page. */
export const useMerchants = (search: string, order: MerchantOrder, limit = PAGE) => {
  const query = { search: search || undefined, order };
  return useInfiniteQuery({
    queryKey: ['get', LIST, query, limit],
    initialPageParam: 0,
    queryFn: async ({ pageParam, signal }): Promise<MerchantList> => {
      const params = { query: { ...query, limit, offset: pageParam } };
      const { data } = await client.GET(LIST, { params, signal });
      return data ?? { items: [], total: 0, outflow: 0, inflow: 0 };
    },
    getNextPageParam: (last, pages) => {
      const loaded = pages.reduce((sum, { items }) => sum + items.length, 0);
      return last.items.length > 0 && loaded < last.total ? loaded : undefined;
    },
    placeholderData: keepPreviousData,
  });
};

/** One merchant with its past; not asked for without a key. */
export const useMerchant = (key: string | null, months = 24) =>
  $api.useQuery(
    'get',
    '/api/merchants/detail',
    { params: { query: { key: key ?? '', months } } },
    { enabled: key !== null },
  );

/** Pairs of merchants that may be one. */
export const useResembling = () => $api.useQuery('get', '/api/merchants/resembling', {}, { staleTime: 60_000 });

/** What a merge would change; once it is made there is nothing to ask. */
export const useMergePreview = (wish: MergeWish, enabled: boolean) =>
  $api.useQuery('post', '/api/merchants/merge/preview', { body: wish }, { enabled, retry: false });

export const useMergeMerchants = () => $api.useMutation('post', '/api/merchants/merge');

/** Let a spelling stand alone again. */
export const usePartMerchant = () => $api.useMutation('post', '/api/merchants/part');

/** Name a merchant; `null` goes back to what the bank's words give. */
export const useRenameMerchant = () => $api.useMutation('put', '/api/merchants/name');

/** Never say again that two may be one; answers the operation's number. */
export const useDismissPair = () =>
  useMutation({
    meta: { stale: ['/api/merchants/resembling', '/api/operations'] },
    mutationFn: async ({ into, other }: Resemblance) => {
      const body = { first: into.key, second: other.key };
      const { response } = await client.POST('/api/merchants/resembling/dismiss', { body });
      return operationIn(response);
    },
  });
