import { keepPreviousData, useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { $api, client, operationIn } from './client';
import type { components } from './schema.gen';

export type Mapping = components['schemas']['MappingOut'];
export type AmountRule = components['schemas']['AmountRuleOut'];
export type Origin = Mapping['origin'];

interface Wanted {
  search?: string;
  origin?: Origin | null;
  /** A category's key. */
  category?: string | null;
}

interface PageOf<Item> {
  items: Item[];
  total: number;
}

const PAGE = 100;

/** Where the next page starts, or nothing when all are here. */
const nextOffset = (last: PageOf<unknown>, pages: PageOf<unknown>[]): number | undefined => {
  const loaded = pages.reduce((sum, { items }) => sum + items.length, 0);
  return last.items.length > 0 && loaded < last.total ? loaded : undefined;
};

/** Merchant rules by pattern, page after page. */
export const useMappings = ({ search, origin, category }: Wanted) => {
  const query = { search: search || undefined, origin: origin ?? undefined, category: category ?? undefined };
  return useInfiniteQuery({
    queryKey: ['get', '/api/rules/mappings', query],
    initialPageParam: 0,
    queryFn: async ({ pageParam, signal }): Promise<PageOf<Mapping>> => {
      const params = { query: { ...query, limit: PAGE, offset: pageParam } };
      const { data } = await client.GET('/api/rules/mappings', { params, signal });
      return data ?? { items: [], total: 0 };
    },
    getNextPageParam: nextOffset,
    placeholderData: keepPreviousData,
  });
};

/** Amount rules by pattern, then amount, page after page. */
export const useAmountRules = ({ search }: Pick<Wanted, 'search'>) => {
  const query = { search: search || undefined };
  return useInfiniteQuery({
    queryKey: ['get', '/api/rules/amounts', query],
    initialPageParam: 0,
    queryFn: async ({ pageParam, signal }): Promise<PageOf<AmountRule>> => {
      const params = { query: { ...query, limit: PAGE, offset: pageParam } };
      const { data } = await client.GET('/api/rules/amounts', { params, signal });
      return data ?? { items: [], total: 0 };
    },
    getNextPageParam: nextOffset,
    placeholderData: keepPreviousData,
  });
};

/** One merchant rule, by its number. */
export const useMapping = (id: number) =>
  $api.useQuery('get', '/api/rules/mappings/{mapping_id}', { params: { path: { mapping_id: id } } });

/** One amount rule, by its number. */
export const useAmountRule = (id: number) =>
  $api.useQuery('get', '/api/rules/amounts/{rule_id}', { params: { path: { rule_id: id } } });

interface Pattern {
  pattern: string;
  isRegex?: boolean;
  /** Only with an amount: dollars, positive is money out. */
  amount?: number;
  tolerance?: number;
}

/** The transactions that such a rule would find, whatever other rules say. */
export const useRulePreview = ({ pattern, isRegex, amount, tolerance }: Pattern, enabled = true) =>
  $api.useQuery(
    'get',
    '/api/rules/preview',
    { params: { query: { pattern, is_regex: isRegex, amount, tolerance } } },
    { enabled: enabled && pattern.trim().length > 1, placeholderData: keepPreviousData, retry: false },
  );

export const useCreateMapping = () => $api.useMutation('post', '/api/rules/mappings', { meta: { quiet: true } });

export const useEditMapping = () =>
  $api.useMutation('patch', '/api/rules/mappings/{mapping_id}', { meta: { quiet: true } });

/** Forget a merchant rule and what it learned; answers the operation's number. */
export const useDeleteMapping = () =>
  useMutation({
    mutationFn: async (id: number) => {
      const params = { path: { mapping_id: id } };
      return operationIn((await client.DELETE('/api/rules/mappings/{mapping_id}', { params })).response);
    },
  });

export const useCreateAmountRule = () => $api.useMutation('post', '/api/rules/amounts', { meta: { quiet: true } });

export const useEditAmountRule = () =>
  $api.useMutation('patch', '/api/rules/amounts/{rule_id}', { meta: { quiet: true } });

/** Delete an amount rule; answers the operation's number. */
export const useDeleteAmountRule = () =>
  useMutation({
    mutationFn: async (id: number) => {
      const params = { path: { rule_id: id } };
      return operationIn((await client.DELETE('/api/rules/amounts/{rule_id}', { params })).response);
    },
  });
