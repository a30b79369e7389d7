import { keepPreviousData, useMutation } from '@tanstack/react-query';
import { $api, client, operationIn } from './client';
import type { components } from './schema.gen';

export type BudgetReport = components['schemas']['BudgetReportOut'];
export type BudgetFamily = components['schemas']['BudgetFamilyOut'];
export type BudgetLine = components['schemas']['BudgetLineOut'];
/** What one budget, or several together, come to. */
export type BudgetFigures = Pick<
  BudgetLine,
  | 'budgeted'
  | 'carried_over'
  | 'available'
  | 'spent'
  | 'left_to_spend'
  | 'safe_per_day'
  | 'even_pace'
  | 'ahead_by'
  | 'used'
  | 'pace'
  | 'status'
>;
export type Rollover = NonNullable<BudgetLine['rollover']>;
export type FillSource = 'last' | 'average_3' | 'average_6' | 'average_12';
export type Proposal = components['schemas']['ProposalOut'];

const STALE = ['/api/budgets', '/api/reports/budgets', '/api/reports/home', '/api/operations'];

/** How the budgets of a period stand; without a key, those of the present one. */
export const useBudgets = (month: string | null) =>
  $api.useQuery(
    'get',
    '/api/reports/budgets',
    { params: { query: { month: month ?? undefined } } },
    { placeholderData: keepPreviousData },
  );

interface ProposalQuestion {
  month: string;
  source: FillSource;
  replace: boolean;
  byParent: boolean;
}

/** Budgets that a period could be given; nothing is changed by asking. */
export const useProposal = ({ month, source, replace, byParent }: ProposalQuestion, enabled = true) =>
  $api.useQuery(
    'get',
    '/api/budgets/proposal',
    { params: { query: { month, source, replace, by_parent: byParent } } },
    { enabled, placeholderData: keepPreviousData },
  );

/** Set what a category may cost in a period; what was set before is replaced. */
export const useSetBudget = () => $api.useMutation('post', '/api/budgets', { meta: { stale: STALE } });

/** Set several budgets of a period at once. */
export const useSetBudgets = () => $api.useMutation('post', '/api/budgets/bulk', { meta: { stale: STALE } });

/** Take a budget back; answers the operation's number. */
export const useDeleteBudget = () =>
  useMutation({
    meta: { stale: STALE },
    mutationFn: async (id: number) => {
      const params = { path: { budget_id: id } };
      return operationIn((await client.DELETE('/api/budgets/{budget_id}', { params })).response);
    },
  });

interface RolloverWish {
  category: string;
  mode: Rollover | null;
  since: string;
}

/** Carry a category over from a period on, or no longer; answers the operation's number. */
export const useSetRollover = () =>
  useMutation({
    meta: { stale: STALE },
    mutationFn: async ({ category, mode, since }: RolloverWish) => {
      const { response } = await client.PUT('/api/budgets/rollovers/{short_desc}', {
        params: { path: { short_desc: category } },
        body: { mode, since },
      });
      return operationIn(response);
    },
  });
