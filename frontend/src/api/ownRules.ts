import { keepPreviousData, useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { $api, client, operationIn } from './client';
import { queryClient } from './queryClient';
import type { components } from './schema.gen';

export type OwnRule = components['schemas']['RuleOut'];
export type RuleBody = components['schemas']['RuleIn'];
export type RuleAction = components['schemas']['ActionOut'];
export type ActionKind = components['schemas']['ActionKind'];
export type Backtest = components['schemas']['BacktestOut'];
export type Scope = components['schemas']['Scope'];
export type Filer = components['schemas']['FilerOut'];
export type Untidy = components['schemas']['UntidyOut'];

const EVERYTHING = '/api/rules/everything';
const PAGE = 100;

/** The owner's rules in the order in which they are asked. */
export const useOwnRules = () => $api.useQuery('get', '/api/rules');

export const useOwnRule = (id: number | null) =>
  $api.useQuery('get', '/api/rules/{rule_id}', { params: { path: { rule_id: id ?? 0 } } }, { enabled: id !== null });

/** All that files, in the order in which it is asked, page after page. */
export const useEverything = (search: string) => {
  const query = { search: search || undefined };
  return useInfiniteQuery({
    queryKey: ['get', EVERYTHING, query],
    initialPageParam: 0,
    queryFn: async ({ pageParam, signal }) => {
      const params = { query: { ...query, limit: PAGE, offset: pageParam } };
      const { data } = await client.GET(EVERYTHING, { params, signal });
      return data ?? { items: [], total: 0 };
    },
    getNextPageParam: (last, pages) => {
      const loaded = pages.reduce((sum, { items }) => sum + items.length, 0);
      return last.items.length > 0 && loaded < last.total ? loaded : undefined;
    },
    placeholderData: keepPreviousData,
  });
};

/** What wants tidying; the server remembers it until something changes. */
export const useUntidy = () => $api.useQuery('get', '/api/rules/hygiene', {}, { staleTime: 60_000 });

/** What a rule would have done to the whole history; `replaces` is the one that is edited. */
export const useBacktest = (rule: RuleBody | null, replaces: number | null) =>
  $api.useQuery(
    'post',
    '/api/rules/backtest',
    { body: { rule: rule ?? { query: '', actions: [] }, replaces } },
    { enabled: rule !== null, placeholderData: keepPreviousData, retry: false, staleTime: 60_000 },
  );

/** How many rows of the past would change if a rule were applied to them. */
export const useDryRun = (ruleId: number, what: Scope) =>
  $api.useQuery('post', '/api/rules/{rule_id}/apply', {
    params: { path: { rule_id: ruleId } },
    body: { what, dry_run: true },
  });

export const useCreateRule = () => $api.useMutation('post', '/api/rules', { meta: { quiet: true } });

export const useEditRule = () => $api.useMutation('patch', '/api/rules/{rule_id}', { meta: { quiet: true } });

/** Switch a rule on or off, from a list: a failure is told by a toast. */
export const useSwitchRule = () => $api.useMutation('patch', '/api/rules/{rule_id}');

/** Delete a rule; answers the operation's number. */
export const useDeleteRule = () =>
  useMutation({
    mutationFn: async (id: number) => {
      const params = { path: { rule_id: id } };
      return operationIn((await client.DELETE('/api/rules/{rule_id}', { params })).response);
    },
  });

/** Put the rules in another order, which the list has at once. */
export const useOrderRules = () =>
  $api.useMutation('put', '/api/rules/order', {
    onSuccess: (data) => queryClient.setQueryData($api.queryOptions('get', '/api/rules').queryKey, data),
  });

export const useApplyRule = () => $api.useMutation('post', '/api/rules/{rule_id}/apply');
