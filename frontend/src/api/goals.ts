import { useMutation } from '@tanstack/react-query';
import { $api, client, operationIn } from './client';
import type { components } from './schema.gen';

export type Goal = components['schemas']['GoalOut'];
export type Contribution = components['schemas']['ContributionOut'];

const STALE = ['/api/goals', '/api/reports/home', '/api/operations'];
const QUIET = { meta: { stale: STALE, quiet: true } };

/** The savings goals, open ones by date first. */
export const useGoals = () => $api.useQuery('get', '/api/goals');

export const useCreateGoal = () => $api.useMutation('post', '/api/goals', QUIET);

export const useEditGoal = () => $api.useMutation('patch', '/api/goals/{goal_id}', QUIET);

/** Delete a goal with what was put aside; answers the operation's number. */
export const useDeleteGoal = () =>
  useMutation({
    meta: { stale: STALE },
    mutationFn: async (id: number) => {
      const params = { path: { goal_id: id } };
      return operationIn((await client.DELETE('/api/goals/{goal_id}', { params })).response);
    },
  });

/** Put money aside for a goal; a negative amount takes some back. */
export const useAddContribution = () => $api.useMutation('post', '/api/goals/{goal_id}/contributions', QUIET);

export const useDeleteContribution = () =>
  $api.useMutation('delete', '/api/goals/contributions/{contribution_id}', { meta: { stale: STALE } });
